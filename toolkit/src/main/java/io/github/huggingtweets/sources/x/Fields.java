package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.TweetTime;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads single values of an answer of X. A value that must be there and is not gives a {@link NoSuchElementException}. */
final class Fields {

    /** Ids are compared as numbers, and sent back to X. */
    private static final Pattern ID = Pattern.compile("\\d{1,18}|[1-8]\\d{18}");

    private Fields() {}

    /** {@return the id of a tweet or a user, which version 1.1 gives as a number and as a text} */
    static String id(JsonNode object) {
        String id = object.path("id_str").asText(object.path("id").asText(""));
        if (!ID.matcher(id).matches()) {
            throw new NoSuchElementException(id.isEmpty() ? "there is no id" : "the id is \"" + id + "\"");
        }
        return id;
    }

    static String required(JsonNode object, String name) {
        if (!object.path(name).isTextual()) {
            throw new NoSuchElementException("there is no " + name);
        }
        return object.path(name).textValue();
    }

    /** {@return a text, or an empty one} */
    static String optional(JsonNode object, String name) {
        return object.path(name).asText("");
    }

    static Optional<Instant> time(JsonNode tweet) {
        String text = optional(tweet, "created_at");
        return text.isEmpty() ? Optional.empty() : Optional.of(TweetTime.read(text)
                .orElseThrow(() -> new NoSuchElementException("created_at is \"" + text + "\"")));
    }

    /** {@return a count; empty if it is missing or no number of anything} */
    static OptionalInt count(JsonNode object, String name) {
        JsonNode count = object.path(name);
        return count.isInt() && count.intValue() >= 0 ? OptionalInt.of(count.intValue()) : OptionalInt.empty();
    }
}
