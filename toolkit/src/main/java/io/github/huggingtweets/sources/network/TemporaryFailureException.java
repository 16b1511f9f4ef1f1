package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;
import java.time.Duration;
import java.util.Optional;

/** A request failed in a way that may be gone a moment later. */
public final class TemporaryFailureException extends TweetSourceException {

    private final Duration retryAfter;

    /**
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported, or null
     */
    public TemporaryFailureException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /**
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported, or null
     * @param retryAfter how long the network wants to be left alone, or null where it does not say
     */
    public TemporaryFailureException(String message, Throwable cause, Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the network wants to be left alone, where it says so} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
