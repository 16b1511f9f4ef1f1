package io.github.huggingtweets.sources;

/** Tweets could not be read. The message says what was wrong, where, and what to do next. */
public class TweetSourceException extends RuntimeException {

    /** @param message what was wrong, where, and what to do next */
    public TweetSourceException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do next
     * @param cause what the reading library reported
     */
    public TweetSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
