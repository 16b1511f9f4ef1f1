package io.github.huggingtweets.sources;

/** Says that tweets could not be read: what was wrong, where, and what to do next. */
public class TweetSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 1_500;

    /**
     * Makes an exception without a cause.
     *
     * @param message what was wrong, where, and what to do next. It may repeat what a file holds: control characters are replaced,
     *         and the middle of a very long message is left out
     */
    public TweetSourceException(String message) {
        super(legible(message));
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message as above
     * @param cause what the reading library reported
     */
    public TweetSourceException(String message, Throwable cause) {
        super(legible(message), cause);
    }

    private static String legible(String message) {
        String shown = message.length() <= LONGEST ? message
                : message.substring(0, LONGEST / 2) + " … " + message.substring(message.length() - LONGEST / 2);
        return shown.replaceAll("\\p{Cc}", "?");
    }
}
