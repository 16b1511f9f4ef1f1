package io.github.huggingtweets.hub.http;

import io.github.huggingtweets.hub.HubException;
import java.time.Duration;
import java.util.Optional;

/** A request failed in a way that may be gone a moment later. */
public final class TemporaryHubException extends HubException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TemporaryHubException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the Hub wants to be left alone, where it says so} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
