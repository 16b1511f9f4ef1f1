package io.github.huggingtweets.sharing;

/** A model card cannot be read; the message says which file it is, what is wrong with it, and what to do. */
public final class CardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CardException(String message) {
        super(message);
    }

    CardException(String message, Throwable cause) {
        super(message, cause);
    }
}
