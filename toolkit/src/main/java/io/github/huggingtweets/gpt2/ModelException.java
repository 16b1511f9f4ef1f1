package io.github.huggingtweets.gpt2;

/** A model that cannot be read, written or used as asked. The message says what is wrong, where, and what to do. */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do */
    public ModelException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what to do
     * @param cause what it was noticed by
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
