package io.github.huggingtweets.sources;

/** Says that tweets could not be read: what was wrong, where, and what to do next. */
public class TweetSourceException extends RuntimeException {

    /**
     * Makes an exception without a cause.
     *
     * @param message what was wrong, where, and what to do next
     */
    public TweetSourceException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported
     */
    public TweetSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
