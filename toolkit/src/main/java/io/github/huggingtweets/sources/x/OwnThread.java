package io.github.huggingtweets.sources.x;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import twitter4j.TwitterException;

/**
 * Runs calls of twitter4j on threads of their own, which nobody interrupts. On the thread of the notebook, the stop button would
 * get lost: Java's older HTTP client does not notice an interrupt, and twitter4j catches some.
 */
final class OwnThread {

    private OwnThread() {}

    /** A call of twitter4j. */
    interface Call<T> {
        T make() throws TwitterException;
    }

    /** How a call has ended. An {@link ExecutionException} would ask a {@code TwitterException} for its text, which can fail. */
    private record End<T>(T result, TwitterException refusal) {}

    /**
     * Waits for a call. If the waiting thread is interrupted, the call is abandoned, and its result is not used.
     *
     * @param call sends one request
     * @return what the call returns
     * @throws InterruptedException if this thread is interrupted before the call or during it; before, nothing is sent
     * @throws TwitterException if the call throws it
     */
    static <T> T call(Call<T> call) throws InterruptedException, TwitterException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        FutureTask<End<T>> task = new FutureTask<>(() -> end(call));
        Thread thread = new Thread(task, "request to X");
        thread.setDaemon(true);
        thread.start();
        try {
            End<T> end = task.get();
            if (end.refusal() != null) {
                throw end.refusal();
            }
            return end.result();
        } catch (InterruptedException e) {
            task.cancel(false); // if the thread has not begun yet, it never does
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private static <T> End<T> end(Call<T> call) {
        try {
            return new End<>(call.make(), null);
        } catch (TwitterException e) {
            return new End<>(null, e);
        }
    }
}
