package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;

/** The network no longer takes the cursor of a page, which may have been in the cache for long. */
public final class ExpiredCursorException extends TweetSourceException {

    /**
     * Makes an exception.
     *
     * @param message what was wrong, where, and what to do next
     */
    public ExpiredCursorException(String message) {
        super(message);
    }
}
