package io.github.huggingtweets.http;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks a server again after a {@link TemporaryFailure}, up to four times, and waits. Whatever waits here ends when the thread is
 * interrupted, as the stop button of a notebook does.
 *
 * @param clock tells the time
 * @param sleep lets time pass between two ticks of a countdown
 * @param firstDelay how long to wait after a first failure where the server does not say; after each further one, twice as long
 * @param longestDelay a server that wants to be left alone for longer is not asked again
 * @param interrupted the message of the {@link CancellationException} that is thrown when the thread is interrupted
 */
public record Retries(Clock clock, Sleep sleep, Duration firstDelay, Duration longestDelay, String interrupted) {

    private static final int MOST_RETRIES = 4;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration UP_TO_POLICY = Duration.ofNanos(-1);

    /** Lets time pass. */
    public interface Sleep {

        /**
         * Returns when the time is over.
         *
         * @param duration how long that takes
         * @throws InterruptedException if the thread is interrupted before
         */
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Retries by the clock of this machine.
     *
     * @param firstDelay how long to wait after a first failure where the server does not say
     * @param longestDelay a server that wants to be left alone for longer is not asked again
     * @param interrupted the message for whoever has interrupted the thread
     */
    public Retries(Duration firstDelay, Duration longestDelay, String interrupted) {
        this(Clock.systemUTC(), duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()), firstDelay, longestDelay,
                interrupted);
    }

    /**
     * Asks until there is an answer.
     *
     * @param request what to ask
     * @param pauses is told of the pause before each new try; the reason is the message of the failure
     * @param <T> the answer
     * @return the answer
     * @throws RuntimeException what the request throws, if it is no temporary failure or the last try
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    public <T> T ask(Supplier<T> request, Consumer<Pause> pauses) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(failure -> failure instanceof TemporaryFailure temporary
                        && temporary.retryAfter().orElse(Duration.ZERO).compareTo(longestDelay) <= 0)
                .withMaxRetries(MOST_RETRIES)
                .withBackoff(firstDelay, firstDelay.multipliedBy(1L << MOST_RETRIES))
                .withDelayFn(failed -> failed.getLastException() instanceof TemporaryFailure temporary
                        ? temporary.retryAfter().orElse(UP_TO_POLICY) : UP_TO_POLICY)
                .onRetryScheduled(retry -> pauses.accept(new Pause(retry.getLastException().getMessage(),
                        clock.instant().plus(retry.getDelay()), retry.getDelay())))
                .build();
        try {
            return Failsafe.with(policy).get(() -> {
                throwIfInterrupted();
                return request.get();
            });
        } catch (RuntimeException e) {
            throwIfInterrupted(); // the exception then only says that the request was interrupted
            throw e;
        }
    }

    /**
     * Waits, and counts the seconds.
     *
     * @param reason why to wait
     * @param until when to return
     * @param pauses is told each second how much time is left
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    public void pause(String reason, Instant until, Consumer<Pause> pauses) {
        for (Duration left; (left = Duration.between(clock.instant(), until)).compareTo(Duration.ZERO) > 0;) {
            pauses.accept(new Pause(reason, until, left));
            sleep(left.compareTo(TICK) < 0 ? left : TICK);
        }
    }

    /**
     * Lets time pass.
     *
     * @param duration how much
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    public void sleep(Duration duration) {
        try {
            sleep.sleep(duration);
        } catch (InterruptedException e) {
            throw new CancellationException(interrupted);
        }
    }

    private void throwIfInterrupted() {
        if (Thread.interrupted()) {
            throw new CancellationException(interrupted);
        }
    }
}
