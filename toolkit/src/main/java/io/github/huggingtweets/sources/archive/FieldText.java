package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTime;
import java.time.Instant;
import java.util.function.Supplier;

/** What the texts of fields mean: archives write numbers and times as texts. */
public final class FieldText {

    private FieldText() {}

    /**
     * Reads a number.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place what messages call the object
     * @return the number
     * @throws TweetSourceException if the text is no whole number, or too large to count anything
     */
    public static int count(String text, String field, Supplier<String> place) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(text, field, place, "a whole number", e);
        }
    }

    /**
     * Reads a point in time, as archives of any year write it.
     *
     * @param text the text of the field
     * @param field the name of the field
     * @param place what messages call the object
     * @return the time
     * @throws TweetSourceException if the text is no time
     */
    public static Instant time(String text, String field, Supplier<String> place) {
        return TweetTime.read(text)
                .orElseThrow(() -> unreadable(text, field, place, "a time like Sun Dec 31 14:36:59 +0000 2023", null));
    }

    private static TweetSourceException unreadable(
            String text, String field, Supplier<String> place, String expected, Exception cause) {
        return new TweetSourceException("%s has the %s \"%s\", which is not %s; mend it there, or give an archive as X made it."
                .formatted(place.get(), field, text, expected), cause);
    }
}
