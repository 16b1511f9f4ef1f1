package io.github.huggingtweets.hub;

import java.time.Duration;
import java.util.Optional;

/** A request failed in a way that may be gone a moment later. */
public final class TemporaryHubException extends HubException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message what was wrong, where, and what to do next
     * @param retryAfter how long the Hub wants to be left alone, or null where it does not say
     * @param cause what Java's client reported, or null
     */
    public TemporaryHubException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the Hub wants to be left alone, where it says so} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
