package io.github.huggingtweets.gpt2;

/** Thrown when a model cannot be read, written or used as asked. The message says what is wrong, where, and what to do. */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, where, and what to do
     */
    public ModelException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, where, and what to do
     * @param cause the exception that reported it first
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
