package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.network.RateLimitException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import twitter4j.TwitterException;

/** Makes the requests for one account. Exceptions of twitter4j become exceptions whose messages say what to do. */
final class Requests {

    private final XErrors errors;
    private Instant exhaustedUntil;

    Requests(String handle, XKeys keys) {
        this.errors = new XErrors("@" + handle, keys);
    }

    /** A call of twitter4j. */
    interface Request<T> {
        T make() throws TwitterException;
    }

    /** {@return the answer to a request} */
    <T> T make(Request<T> request) {
        try {
            return request.make();
        } catch (TwitterException e) {
            throw errors.of(e);
        }
    }

    /** {@return what is read from an answer; if a value is missing or malformed there, the exception says so} */
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DateTimeException | NoSuchElementException | NumberFormatException e) {
            throw errors.unreadable(e);
        }
    }

    /** {@return the data of an answer of version 2; if it has no data, it says why, and this method throws an exception} */
    JsonNode dataOf(JsonNode answer) {
        if (answer.hasNonNull("data")) {
            return answer.path("data");
        }
        JsonNode reason = answer.path("errors").path(0);
        throw reason.isMissingNode() ? errors.unreadable(null) : errors.of(reason);
    }

    /** Remembers until when X will refuse every request, or null. */
    void exhaustedUntil(Instant reset) {
        exhaustedUntil = reset;
    }

    /**
     * Checks that X would answer a request now.
     *
     * @throws RateLimitException if the last answer used up the rate limit, and its reset is still to come
     */
    void requireRequestsLeft() {
        if (exhaustedUntil != null && Instant.now().isBefore(exhaustedUntil)) {
            throw errors.tooMany(exhaustedUntil);
        }
    }
}
