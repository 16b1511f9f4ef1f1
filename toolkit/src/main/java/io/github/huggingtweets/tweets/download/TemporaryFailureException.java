package io.github.huggingtweets.tweets.download;

import io.github.huggingtweets.tweets.TweetSourceException;

/** A request failed in a way that may be gone a moment later. */
public final class TemporaryFailureException extends TweetSourceException {

    /**
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported, or null
     */
    public TemporaryFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
