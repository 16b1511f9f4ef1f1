package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.RateLimitException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import twitter4j.HttpParameter;
import twitter4j.TwitterException;

/**
 * Makes the requests for one account, with keys that are looked for before the first one. Exceptions of twitter4j become exceptions
 * whose messages say what to do.
 */
final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String handle;
    private final ApiVersion version;
    private final Map<String, String> environment;
    private XConnection connection;
    private XErrors errors;
    private Optional<Instant> exhaustedUntil = Optional.empty();

    Requests(String handle, ApiVersion version, Map<String, String> environment) {
        this.handle = handle;
        this.version = version;
        this.environment = Map.copyOf(environment);
    }

    /** Finds the keys; without them, the exception says what to do. */
    void requireKeys() {
        if (connection == null) {
            XConnection found = new XConnection(XKeys.find(environment));
            errors = new XErrors("@" + handle, version, found.keys());
            connection = found;
        }
    }

    /** {@return the JSON of the answer to a request} */
    JsonNode get(String path, List<HttpParameter> parameters) {
        return json(send(path, parameters));
    }

    /**
     * {@return the JSON of a page of tweets}
     *
     * @throws RateLimitException if the last page used up the rate limit, and its reset is still to come; nothing is sent then
     */
    JsonNode page(String path, List<HttpParameter> parameters) {
        requireKeys();
        exhaustedUntil.filter(Instant.now()::isBefore).ifPresent(reset -> {
            throw errors.tooMany(reset);
        });
        Reply reply = send(path, parameters);
        exhaustedUntil = reply.exhaustedUntil();
        return json(reply);
    }

    private Reply send(String path, List<HttpParameter> parameters) {
        requireKeys();
        if (connection.needsToken()) {
            make(() -> {
                connection.fetchToken();
                return true;
            });
        }
        return make(() -> connection.get(version, path, parameters));
    }

    private <T> T make(OwnThread.Call<T> request) {
        try {
            return OwnThread.call(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TweetSourceException("The request to X was interrupted.", e);
        } catch (TwitterException e) {
            throw errors.of(e);
        } catch (RuntimeException e) { // of twitter4j, for numbers of errors that are none, and tokens without a value
            throw errors.unreadable("twitter4j can't read it: " + e.getClass().getSimpleName());
        }
    }

    private JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException e) {
            throw errors.halfOrForeign();
        }
    }

    /** {@return what is read from an answer; if a value is missing or malformed there, the exception says so} */
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (NoSuchElementException e) {
            throw errors.unreadable(e.getMessage());
        }
    }

    /** {@return the exception for an answer without the data that it should have: it may say why} */
    TweetSourceException withoutData(JsonNode answer) {
        JsonNode reason = answer.path("errors").path(0);
        return reason.isMissingNode() ? errors.unreadable("there are no data in it") : errors.of(reason);
    }
}
