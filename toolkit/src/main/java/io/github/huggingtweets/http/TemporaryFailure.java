package io.github.huggingtweets.http;

import java.time.Duration;
import java.util.Optional;

/** Marks an exception whose cause may be over a moment later, so that {@link Retries} repeats the request. */
public interface TemporaryFailure {

    /** {@return the wait that the server demands before the next request; empty if it names none} */
    Optional<Duration> retryAfter();
}
