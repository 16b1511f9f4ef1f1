package io.github.huggingtweets.hub;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the Hub again where that may help, at growing distances or when it wants to be asked.
 *
 * @param firstDelay how long to leave it alone after a first failure; after each further one, twice as long
 */
public record Patience(Duration firstDelay) {

    private static final int MOST_RETRIES = 4;
    /** The Hub counts requests by five minutes. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(6);
    private static final Duration UP_TO_POLICY = Duration.ofNanos(-1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);

    /** {@return what to throw where a person has stopped a download} */
    public static CancellationException interrupted() {
        return new CancellationException(
                "The download was interrupted. What has come is kept, and the next call goes on from there.");
    }

    /**
     * Asks until there is an answer.
     *
     * @param request what to ask
     * @param pauses is told of each pause, until when it is and why
     * @return the answer
     * @throws HubException if there is none, however often one asks
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    public <T> T ask(Supplier<T> request, Consumer<String> pauses) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof TemporaryHubException temporary
                        && temporary.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_DELAY) <= 0)
                .withMaxRetries(MOST_RETRIES)
                .withBackoff(firstDelay, firstDelay.multipliedBy(1L << MOST_RETRIES))
                .withDelayFn(failed -> failed.getLastException() instanceof TemporaryHubException temporary
                        ? temporary.retryAfter().orElse(UP_TO_POLICY) : UP_TO_POLICY)
                .onRetryScheduled(retry -> pauses.accept("waiting until %s (%s)".formatted(
                        TIME.format(ZonedDateTime.now().plus(retry.getDelay()).plusNanos(999_999_999)),
                        retry.getLastException().getMessage())))
                .build();
        try {
            return Failsafe.with(policy).get(request::get);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw interrupted();
            }
            throw e;
        }
    }
}
