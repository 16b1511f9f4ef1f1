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
 * Repeats a request after a {@link TemporaryFailure}, up to four times, with a wait before each repetition. Every wait ends when
 * the thread is interrupted, as the stop button of a notebook does.
 *
 * @param clock the source of the current time
 * @param sleep waits between two ticks of a countdown
 * @param firstDelay the wait after the first failure if the server names none; it doubles after each further failure
 * @param longestDelay the longest wait that a server may demand; if it demands more, the request is not repeated
 * @param interrupted the message of the {@link CancellationException} that is thrown when the thread is interrupted
 */
public record Retries(Clock clock, Sleep sleep, Duration firstDelay, Duration longestDelay, String interrupted) {

    private static final int MOST_RETRIES = 4;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration UP_TO_POLICY = Duration.ofNanos(-1);

    /** Waits. */
    public interface Sleep {

        /**
         * Returns after a time.
         *
         * @param duration the time
         * @throws InterruptedException if the thread is interrupted before
         */
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Makes retries that use the clock of this machine.
     *
     * @param firstDelay the wait after the first failure if the server names none; it doubles after each further failure
     * @param longestDelay the longest wait that a server may demand; if it demands more, the request is not repeated
     * @param interrupted the message of the {@link CancellationException} that is thrown when the thread is interrupted
     */
    public Retries(Duration firstDelay, Duration longestDelay, String interrupted) {
        this(Clock.systemUTC(), duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()), firstDelay, longestDelay,
                interrupted);
    }

    /**
     * Changes the message for a person who interrupts.
     *
     * @param message the message of the {@link CancellationException} that is thrown when the thread is interrupted
     * @return the same retries with that message
     */
    public Retries interruptedAs(String message) {
        return new Retries(clock, sleep, firstDelay, longestDelay, message);
    }

    /**
     * Sends a request until there is an answer.
     *
     * @param request sends the request and returns the answer
     * @param pauses receives the pause before each repetition, with the message of the failure as its reason
     * @param <T> the type of the answer
     * @return the answer
     * @throws RuntimeException the exception of the request, if it is no temporary failure or if the last try fails
     * @throws CancellationException if the thread is interrupted; its interrupt status is then cleared
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
     * @param reason the reason of the wait
     * @param until when to return
     * @param pauses receives each second the time that is left
     * @throws CancellationException if the thread is interrupted; its interrupt status is then cleared
     */
    public void pause(String reason, Instant until, Consumer<Pause> pauses) {
        for (Duration left; (left = Duration.between(clock.instant(), until)).compareTo(Duration.ZERO) > 0;) {
            pauses.accept(new Pause(reason, until, left));
            sleep(left.compareTo(TICK) < 0 ? left : TICK);
        }
    }

    /**
     * Waits without a countdown.
     *
     * @param duration how long
     * @throws CancellationException if the thread is interrupted; its interrupt status is then cleared
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
