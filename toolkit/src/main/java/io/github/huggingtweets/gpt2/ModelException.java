package io.github.huggingtweets.gpt2;

/** A model that cannot be read, written or used as asked. The message says what is wrong, where, and what to do. */
public class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
