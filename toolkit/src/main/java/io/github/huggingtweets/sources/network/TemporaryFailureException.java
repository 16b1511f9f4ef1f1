package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.http.TemporaryFailure;
import io.github.huggingtweets.sources.TweetSourceException;
import java.time.Duration;
import java.util.Optional;

/** A request to a network failed, and the next one may succeed. */
public final class TemporaryFailureException extends TweetSourceException implements TemporaryFailure {

    /** The longest wait before the next request, even if the server says a longer one. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);

    /** How long to wait before the next request, or null. */
    private final Duration retryAfter;

    /**
     * Makes an exception for a network that does not say when to ask again.
     *
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported, or null
     */
    public TemporaryFailureException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /**
     * Makes an exception for a network that may say when to ask again.
     *
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported, or null
     * @param retryAfter how long to wait before the next request, or null if the network does not say; more than two minutes
     *         count as two minutes
     */
    public TemporaryFailureException(String message, Throwable cause, Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter == null || retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
