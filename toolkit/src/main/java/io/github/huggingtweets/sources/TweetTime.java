package io.github.huggingtweets.sources;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the two forms in which networks and archives write the time of a tweet, both with a zone: the form of ISO 8601
 * ({@code 2023-12-31T14:36:59.000Z}, {@code 2023-12-31 14:36:59 +0000}), and the form of Twitter
 * ({@code Sun Dec 31 14:36:59 +0000 2023}).
 */
public final class TweetTime {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?([Zz]|[+-]\\d{2}(?::?\\d{2})?)");
    /** The day of the week follows from the rest; it is read, but need not be right. */
    private static final Pattern TWITTER = Pattern.compile(
            "[A-Za-z]{3} ([A-Za-z]{3}) +(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2}) ([+-]\\d{4}) (\\d{4})");
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private TweetTime() {}

    /**
     * Reads a time.
     *
     * @param text the time as it is written
     * @return the time; empty if the text has neither of the two forms, or names a day or an hour that does not exist
     */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.ofNullable(hasForm(text, "0000-00-00T00:00:00") && isUtc(text, 19) ? iso(text)
                    : hasForm(text, "aaa aaa 00 00:00:00 +0000 0000") && text.startsWith("+0000", 20) ? twitter(text)
                    : rareForm(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return whether a text begins like a form, in which each 0 stands for a digit and each a for a letter}
     *
     * <p>Nearly all times are of the two forms that are tried first. A regular expression takes several times as long, which is
     * noticeable in a million tweets.
     */
    private static boolean hasForm(String text, String form) {
        if (text.length() < form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean fits = switch (form.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'a' -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
                default -> c == form.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtc(String text, int start) {
        int left = text.length() - start;
        return left == 1 && text.charAt(start) == 'Z' || left == 5 && text.endsWith(".000Z");
    }

    private static Instant iso(String text) {
        return at(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), text, 11);
    }

    private static Instant twitter(String text) {
        return at(number(text, 26, 30), month(text, 4), number(text, 8, 10), text, 11);
    }

    /** @param clock where the time of the day is in the text */
    private static Instant at(int year, int month, int day, String text, int clock) {
        int hour = number(text, clock, clock + 2);
        int minute = number(text, clock + 3, clock + 5);
        int second = number(text, clock + 6, clock + 8);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of the day");
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second);
    }

    private static Instant rareForm(String text) {
        Matcher form = ISO.matcher(text);
        if (form.matches()) {
            return LocalDate.parse(form.group(1)).atTime(LocalTime.parse(form.group(2)))
                    .toInstant(ZoneOffset.of(form.group(3).toUpperCase(Locale.ROOT)));
        }
        form = TWITTER.matcher(text);
        if (form.matches()) {
            return LocalDate.of(Integer.parseInt(form.group(5)), month(form.group(1), 0), Integer.parseInt(form.group(2)))
                    .atTime(LocalTime.parse(form.group(3))).toInstant(ZoneOffset.of(form.group(4)));
        }
        return null;
    }

    /** {@return the number that digits of ASCII write} */
    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /**
     * Reads the name of a month.
     *
     * @param text a text
     * @param start the index of the first three letters of the name, which may be in any case
     * @return the number of the month, 1 to 12
     * @throws DateTimeException if no month begins with these letters
     */
    public static int month(String text, int start) {
        for (int month = 0; month < 12 && start < text.length(); month++) {
            boolean begins = (text.charAt(start) & ~0x20) == (MONTHS.charAt(3 * month) & ~0x20);
            if (begins && text.regionMatches(true, start, MONTHS, 3 * month, 3)) {
                return month + 1;
            }
        }
        throw new DateTimeException("no month");
    }
}
