package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTime;
import java.time.Instant;
import java.util.function.Supplier;

/** Parses the texts of fields: archives write numbers and times as texts. */
final class FieldParser {

    private FieldParser() {}

    /**
     * Reads a number.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place names the object in messages
     * @return the number
     * @throws TweetSourceException if the text is not a whole number, or exceeds the range of {@code int}
     */
    static int count(String text, String field, Supplier<String> place) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(text, field, place, "a whole number", e);
        }
    }

    /**
     * Reads a time, as archives of any year write it.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place names the object in messages
     * @return the time
     * @throws TweetSourceException if the text is not a time
     */
    static Instant time(String text, String field, Supplier<String> place) {
        return TweetTime.read(text)
                .orElseThrow(() -> unreadable(text, field, place, "a time like Sun Dec 31 14:36:59 +0000 2023", null));
    }

    private static TweetSourceException unreadable(
            String text, String field, Supplier<String> place, String expected, Exception cause) {
        return new TweetSourceException(
                "%s has the %s \"%s\", which is not %s; correct it there, or give an archive as X made it."
                        .formatted(place.get(), field, text, expected),
                cause);
    }
}
