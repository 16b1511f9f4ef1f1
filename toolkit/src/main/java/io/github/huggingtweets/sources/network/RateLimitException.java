package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;
import java.time.Instant;

/** The network got too many requests, and says when it will answer again. */
public final class RateLimitException extends TweetSourceException {

    /** When the network will answer again. */
    private final Instant reset;

    /**
     * Makes an exception.
     *
     * @param message what was wrong, where, and what to do next
     * @param reset when the network will answer again
     */
    public RateLimitException(String message, Instant reset) {
        super(message);
        this.reset = reset;
    }

    /** {@return when the network will answer again} */
    public Instant reset() {
        return reset;
    }
}
