package io.github.huggingtweets.tweets.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.tweets.TweetSourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One object of an archive's file, with its fields read as what they mean. Archives write numbers as texts. */
final class ArchiveItem {

    /** As in {@code Sun Dec 31 14:36:59 +0000 2023}, less the day of the week, which follows from the rest. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss Z uuuu", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);

    private final JsonNode fields;
    private final String place;

    /**
     * @param fields the object
     * @param place what messages call it
     */
    ArchiveItem(JsonNode fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    boolean has(String field) {
        return fields.hasNonNull(field);
    }

    Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> new TweetSourceException(
                place + " has no " + field + "; give an archive as X made it."));
    }

    OptionalInt count(String field) {
        Optional<String> text = text(field);
        try {
            return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException e) {
            throw unreadable(field, text.get(), "a whole number", e);
        }
    }

    Optional<Instant> time(String field) {
        Optional<String> text = text(field);
        try {
            return text.map(time -> OffsetDateTime.parse(time.substring(time.indexOf(' ') + 1), TIME).toInstant());
        } catch (DateTimeException e) {
            throw unreadable(field, text.get(), "a time like Sun Dec 31 14:36:59 +0000 2023", e);
        }
    }

    private TweetSourceException unreadable(String field, String text, String expected, Exception cause) {
        return new TweetSourceException("%s has the %s \"%s\", which is not %s; mend it there, or give an archive as X made it."
                .formatted(place, field, text, expected), cause);
    }
}
