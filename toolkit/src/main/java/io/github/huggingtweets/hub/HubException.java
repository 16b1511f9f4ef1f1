package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.TemporaryFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Something is wrong with the Hub, the connection to it, its settings or its cache. The message says what, where, and what to do.
 */
public class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what is wrong, where, and what to do next
     */
    public HubException(String message) {
        super(message);
    }

    /**
     * Makes an exception with its cause.
     *
     * @param message what is wrong, where, and what to do next
     * @param cause what Java reported
     */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A request failed, and the next one may succeed. */
    static final class Temporary extends HubException implements TemporaryFailure {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        /**
         * @param retryAfter the wait that the Hub demands, or null if it names none
         * @param cause what Java's client reported, or null
         */
        Temporary(String message, Duration retryAfter, Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** The token does not have the right to do this, or it is another one's repository. */
    static final class Forbidden extends HubException {

        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    /** Somebody has changed the repository in the meantime. */
    static final class Conflict extends HubException {

        private static final long serialVersionUID = 1L;

        Conflict(String message) {
            super(message);
        }
    }

    /** The storage no longer takes what the Hub has told it to take, such as some hours later. */
    static final class Expired extends HubException {

        private static final long serialVersionUID = 1L;

        Expired(String message) {
            super(message);
        }
    }

    /** The repository exists, but not the revision. */
    static final class NoSuchRevision extends HubException {

        private static final long serialVersionUID = 1L;

        NoSuchRevision(String message) {
            super(message);
        }
    }

    /** The repository and the revision exist, but not the file. */
    static final class NoSuchFile extends HubException {

        private static final long serialVersionUID = 1L;

        private final String commit;

        NoSuchFile(String message, String commit) {
            super(message);
            this.commit = commit;
        }

        /** {@return the commit that does not have the file, if the Hub names it} */
        Optional<String> commit() {
            return Optional.ofNullable(commit);
        }
    }
}
