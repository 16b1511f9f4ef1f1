package io.github.huggingtweets.tracking;

/** What waits for a tracker cannot be sent. The message says why, and what to do. */
public final class TrackingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TrackingException(String message) {
        super(message);
    }
}
