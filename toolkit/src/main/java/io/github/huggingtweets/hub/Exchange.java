package io.github.huggingtweets.hub;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One request and the wait for all of its answer. The time limit is for the wait for anything new, since a large file may take
 * hours, and the client's own limit ends with the headers.
 *
 * @param client sends it
 * @param timeout how long to wait for something new
 * @param length how much of the answer is there
 * @param lengths is told so several times a second, on the waiting thread
 */
record Exchange(HttpClient client, Duration timeout, LongSupplier length, LongConsumer lengths) {

    private static final long TICK_MILLIS = 100;

    /**
     * Sends a request.
     *
     * @return the answer
     * @throws HttpTimeoutException if nothing came for too long
     * @throws IOException if the exchange failed otherwise
     * @throws CancellationException if the thread is interrupted, whose status is cleared then
     */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> response = client.sendAsync(request, body);
        try {
            return await(response);
        } catch (InterruptedException e) {
            throw Patience.interrupted();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> response)
            throws InterruptedException, ExecutionException, HttpTimeoutException {
        long seen = length.getAsLong();
        long since = System.nanoTime();
        while (true) {
            try {
                HttpResponse<T> complete = response.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                lengths.accept(length.getAsLong());
                return complete;
            } catch (TimeoutException e) {
                long now = length.getAsLong();
                if (now != seen) {
                    seen = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > timeout.toNanos()) {
                    throw new HttpTimeoutException("nothing came for " + timeout.toSeconds() + " s");
                }
                lengths.accept(now);
            }
        }
    }
}
