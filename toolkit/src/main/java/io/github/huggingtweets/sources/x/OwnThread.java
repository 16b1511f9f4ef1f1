package io.github.huggingtweets.sources.x;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import twitter4j.TwitterException;

/**
 * Runs calls of twitter4j on threads of their own, which nobody interrupts. On the thread of the notebook, the stop button would
 * get lost: Java's older HTTP client does not notice an interrupt, and twitter4j catches some.
 */
final class OwnThread {

    private OwnThread() {}

    /**
     * Waits for a call. If the waiting thread is interrupted, the call is abandoned, and its result is not used.
     *
     * @param call sends one request
     * @return what the call returns
     * @throws InterruptedException if this thread is interrupted before the call or during it; before, nothing is sent
     * @throws TwitterException if the call throws it
     */
    static <T> T call(Callable<T> call) throws InterruptedException, TwitterException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "request to X");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(false); // if the thread has not begun yet, it never does
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TwitterException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // twitter4j declares no other
        }
    }
}
