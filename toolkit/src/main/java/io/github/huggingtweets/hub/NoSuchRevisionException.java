package io.github.huggingtweets.hub;

/** The repository is there, but not the revision. */
public final class NoSuchRevisionException extends HubException {

    private static final long serialVersionUID = 1L;

    NoSuchRevisionException(String message) {
        super(message);
    }
}
