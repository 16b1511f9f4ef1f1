package io.github.huggingtweets.http;

import java.time.Duration;
import java.util.Optional;

/** Marks an exception that tells of a failure which may be over a moment later, so that {@link Retries} asks again. */
public interface TemporaryFailure {

    /** {@return how long the server wants to be left alone, where it says so} */
    Optional<Duration> retryAfter();
}
