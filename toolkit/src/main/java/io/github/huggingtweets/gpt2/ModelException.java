package io.github.huggingtweets.gpt2;

/** Thrown when a model cannot be read, written or used as asked. The message says what is wrong, where, and what to do. */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 1_000;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, where, and what to do. It may repeat what a file holds: control characters are replaced, and
     *         the middle of a very long message is left out
     */
    public ModelException(String message) {
        super(legible(message));
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message as above
     * @param cause the exception that reported it first
     */
    public ModelException(String message, Throwable cause) {
        super(legible(message), cause);
    }

    private static String legible(String message) {
        String shown = message.length() <= LONGEST ? message
                : message.substring(0, LONGEST / 2) + " … " + message.substring(message.length() - LONGEST / 2);
        return shown.replaceAll("\\p{Cc}", "?");
    }
}
