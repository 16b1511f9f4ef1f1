package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Supplier;

/** What the texts of fields mean: archives write numbers and times as texts. */
public final class FieldText {

    /** As in {@code Sun Dec 31 14:36:59 +0000 2023}, less the day of the week, which follows from the rest. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss Z uuuu", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    /** As in {@code 2013-01-31 18:03:44 +0000}, which archives had before 2018. */
    private static final DateTimeFormatter OLD_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    private static final String[] MONTHS =
            {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    private static final String USUAL_TIME = "Ddd Mmm 99 99:99:99 +0000 9999";

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
        try {
            if (isUsualTime(text)) {
                return usualTime(text);
            }
            if (text.indexOf('T') > 0 && text.endsWith("Z")) {
                return Instant.parse(text);
            }
            return text.startsWith("-", 4)
                    ? OffsetDateTime.parse(text, OLD_TIME).toInstant()
                    : OffsetDateTime.parse(text.substring(text.indexOf(' ') + 1), TIME).toInstant();
        } catch (DateTimeException e) {
            throw unreadable(text, field, place, "a time like Sun Dec 31 14:36:59 +0000 2023", e);
        }
    }

    /** A million times of the usual form are read in a tenth of the time that a formatter takes. */
    private static boolean isUsualTime(String text) {
        if (text.length() != USUAL_TIME.length() || month(text) == 0) {
            return false;
        }
        for (int i = 7; i < USUAL_TIME.length(); i++) {
            char expected = USUAL_TIME.charAt(i);
            char c = text.charAt(i);
            if (expected == '9' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usualTime(String text) {
        return LocalDateTime.of(number(text, 26, 30), month(text), number(text, 8, 10),
                number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)).toInstant(ZoneOffset.UTC);
    }

    /** {@return 1 to 12, or 0 if there is no name of a month in its place} */
    private static int month(String text) {
        for (int month = 0; month < 12; month++) {
            if (text.startsWith(MONTHS[month], 4)) {
                return month + 1;
            }
        }
        return 0;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** {@return the name of the program in the link to it that a {@code source} is} */
    public static String app(String source) {
        return source.replaceAll("<[^>]*>", "");
    }

    private static TweetSourceException unreadable(
            String text, String field, Supplier<String> place, String expected, Exception cause) {
        return new TweetSourceException("%s has the %s \"%s\", which is not %s; mend it there, or give an archive as X made it."
                .formatted(place.get(), field, text, expected), cause);
    }
}
