package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetTime;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Parses the texts of fields: archives write numbers and times as texts. */
final class FieldParser {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d+");

    private FieldParser() {}

    /**
     * Reads a number.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place names the object in messages
     * @return the number; empty if it is below 0 or exceeds the range of {@code int}, which no count of tweets does
     * @throws OddValueException if the text is not a whole number
     */
    static OptionalInt count(String text, String field, Supplier<String> place) {
        try {
            int count = Integer.parseInt(text);
            return count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
        } catch (NumberFormatException e) {
            if (WHOLE_NUMBER.matcher(text).matches()) {
                return OptionalInt.empty();
            }
            throw unreadable(text, field, place, "a whole number");
        }
    }

    /**
     * Reads a time, as archives of any year write it.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place names the object in messages
     * @return the time
     * @throws OddValueException if the text is not a time
     */
    static Instant time(String text, String field, Supplier<String> place) {
        return TweetTime.read(text)
                .orElseThrow(() -> unreadable(text, field, place, "a time like Sun Dec 31 14:36:59 +0000 2023"));
    }

    private static OddValueException unreadable(String text, String field, Supplier<String> place, String expected) {
        return new OddValueException("%s has the %s \"%s\", which is not %s".formatted(place.get(), field, text, expected),
                "correct it there, or give an archive as X made it.");
    }
}
