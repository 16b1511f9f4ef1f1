package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.network.RateLimitException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import twitter4j.TwitterException;

/** The requests for one account: they fail with a sentence for the person, whatever twitter4j fails with. */
final class Requests {

    private final Refusals refusals;
    private Instant exhaustedUntil;

    Requests(String handle, XKeys keys) {
        this.refusals = new Refusals("@" + handle, keys);
    }

    /** What is asked of twitter4j. */
    interface Request<T> {
        T make() throws TwitterException;
    }

    <T> T make(Request<T> request) {
        try {
            return request.make();
        } catch (TwitterException e) {
            throw refusals.of(e);
        }
    }

    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DateTimeException | NoSuchElementException | NumberFormatException e) {
            throw refusals.unreadable(e);
        }
    }

    /** {@return the data of an answer of version 2, which has the reasons instead where there is none} */
    JsonNode dataOf(JsonNode answer) {
        if (answer.hasNonNull("data")) {
            return answer.path("data");
        }
        JsonNode reason = answer.path("errors").path(0);
        throw reason.isMissingNode() ? refusals.unreadable(null) : refusals.of(reason);
    }

    /** Keeps until when there is no use in asking again, or null. */
    void exhaustedUntil(Instant reset) {
        exhaustedUntil = reset;
    }

    /** @throws RateLimitException if the last answer said that it was the last one for a while */
    void awaitReset() {
        if (exhaustedUntil != null && Instant.now().isBefore(exhaustedUntil)) {
            throw refusals.tooMany(exhaustedUntil);
        }
    }
}
