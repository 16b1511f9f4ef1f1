package io.github.huggingtweets.sources.network;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.huggingtweets.sources.TweetSourceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks a network again where that may help: after a moment when a request failed, and after the reset that the network names when
 * it was asked too often.
 *
 * @param clock what time it is
 * @param sleep how to let time pass
 * @param firstDelay how long to leave a network alone after a first failure; after each further one, twice as long
 */
public record Patience(Clock clock, Sleep sleep, Duration firstDelay) {

    private static final int MOST_RETRIES = 4;
    private static final int MOST_PAUSES = 10;
    /** Longer than this, nobody means "in a moment". */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Lets time pass. */
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    public static final Patience OF_A_PERSON =
            new Patience(Clock.systemUTC(), duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()), Duration.ofSeconds(1));

    /**
     * Asks until there is an answer.
     *
     * @param request what to ask
     * @param stopAtRateLimit whether not to wait for the reset of a rate limit
     * @param pauses is told of each pause, and of each second that is left of one
     * @return the answer
     * @throws RateLimitException if the network was asked too often, and that is where to stop
     * @throws TweetSourceException if there is no answer, however often one asks
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    <T> T ask(Supplier<T> request, boolean stopAtRateLimit, Consumer<DownloadProgress.Pause> pauses) {
        for (int asked = 0;; asked++) {
            try {
                return askAgain(request, pauses);
            } catch (RateLimitException e) {
                if (stopAtRateLimit || asked == MOST_PAUSES) {
                    throw e;
                }
                // a reset that is over already did not help the time before
                Instant early = clock.instant().plus(firstDelay.multipliedBy(1L << asked));
                pause(e.reset().isAfter(early) ? e.reset() : early, pauses);
            }
        }
    }

    private <T> T askAgain(Supplier<T> request, Consumer<DownloadProgress.Pause> pauses) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handle(TemporaryFailureException.class)
                .withMaxRetries(MOST_RETRIES)
                .withBackoff(firstDelay, firstDelay.multipliedBy(1L << MOST_RETRIES))
                .withDelayFn(failed -> askedFor(failed.getLastException()))
                .onRetryScheduled(retry -> pauses.accept(new DownloadProgress.Pause(
                        "another try (" + retry.getLastException().getMessage() + ")",
                        clock.instant().plus(retry.getDelay()), retry.getDelay())))
                .build();
        try {
            return Failsafe.with(policy).get(() -> {
                throwIfInterrupted();
                return request.get();
            });
        } catch (RuntimeException e) {
            throwIfInterrupted(); // whatever is thrown then is only how the request says so
            throw e;
        }
    }

    /** The delay that the network asks for; a negative one leaves the choice to the policy. */
    private static Duration askedFor(Throwable failure) {
        Duration asked = failure instanceof TemporaryFailureException temporary
                ? temporary.retryAfter().orElse(Duration.ofNanos(-1)) : Duration.ofNanos(-1);
        return asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked;
    }

    private void pause(Instant until, Consumer<DownloadProgress.Pause> pauses) {
        for (Duration left; (left = Duration.between(clock.instant(), until)).compareTo(Duration.ZERO) > 0;) {
            pauses.accept(new DownloadProgress.Pause("the rate limit", until, left));
            sleep(left.compareTo(TICK) < 0 ? left : TICK);
        }
    }

    /**
     * Lets time pass.
     *
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    void sleep(Duration duration) {
        try {
            sleep.sleep(duration);
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    /** The stop button of a notebook interrupts the thread; without this, the cell would end but not the work. */
    static void throwIfInterrupted() {
        if (Thread.interrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
