package io.github.huggingtweets.hub;

/** Something that cannot be had from the Hub, or not be kept. The message says what is wrong, where, and what to do. */
public class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do */
    public HubException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what to do
     * @param cause what it was noticed by
     */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
