package io.github.huggingtweets.tracking;

/** A service did not take an event. The message is a sentence for the user, without a full stop at its end, and holds no secret. */
final class SendFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What to do with the event and those behind it. */
    enum Then {

        /** Send it again after a while: the service is down, slow, or busy. */
        RETRY,

        /** Leave this event out, since the service will never take it, and go on with the next one. */
        SKIP,

        /** Keep everything until the user has done something, such as logged in. */
        KEEP
    }

    private final Then then;

    SendFailure(Then then, String message, Throwable cause) {
        super(message, cause);
        this.then = then;
    }

    Then then() {
        return then;
    }
}
