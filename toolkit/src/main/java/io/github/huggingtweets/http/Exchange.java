package io.github.huggingtweets.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A request and the wait for the whole answer, body included. {@link HttpRequest#timeout()} ends with the headers; the time limit
 * here does not.
 *
 * @param client sends the request; if its proxies are {@link EnvironmentProxies}, the request logs in at the proxy
 * @param timeout how long to wait while nothing new of the answer comes
 * @param length returns how many bytes of the answer have come; if it never changes, the timeout is that of the whole exchange
 * @param progress receives that length about ten times a second, on the waiting thread
 */
public record Exchange(HttpClient client, Duration timeout, LongSupplier length, LongConsumer progress) {

    /** The value of the header {@code User-Agent} of each request. */
    public static final String USER_AGENT = "HuggingTweets (+https://github.com/huggingtweets; Java)";

    private static final long TICK_MILLIS = 100;

    /**
     * Makes an exchange with a time limit for the whole of it.
     *
     * @param client sends the request
     * @param timeout how long to wait for the last byte of the answer
     */
    public Exchange(HttpClient client, Duration timeout) {
        this(client, timeout, () -> 0, length -> {});
    }

    /**
     * Sends a request.
     *
     * @param request the request
     * @param body what to do with the body of the answer
     * @param <T> the type of the body
     * @return the answer
     * @throws HttpTimeoutException if the time limit is exceeded
     * @throws IOException if the exchange fails otherwise; {@link ConnectionFailure#of} says how
     * @throws InterruptedException if the thread is interrupted while it waits; then the request is cancelled
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        HttpRequest authorized = client.proxy().map(proxy -> proxy instanceof EnvironmentProxies proxies
                ? proxies.authorized(request) : request).orElse(request);
        CompletableFuture<HttpResponse<T>> response = client.sendAsync(authorized, body);
        try {
            return await(response);
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
                progress.accept(length.getAsLong());
                return complete;
            } catch (TimeoutException e) {
                long now = length.getAsLong();
                if (now != seen) {
                    seen = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > timeout.toNanos()) {
                    throw new HttpTimeoutException("nothing came for " + timeout.toSeconds() + " s");
                }
                progress.accept(now);
            }
        }
    }
}
