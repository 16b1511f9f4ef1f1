package io.github.huggingtweets.hub;

import java.util.Optional;

/** The repository is there, and the revision, but not the file. */
public final class NoSuchFileOnHubException extends HubException {

    private static final long serialVersionUID = 1L;

    private final String commit;

    NoSuchFileOnHubException(String message, String commit) {
        super(message);
        this.commit = commit;
    }

    /** {@return the commit that does not have it, where the Hub says so} */
    public Optional<String> commit() {
        return Optional.ofNullable(commit);
    }
}
