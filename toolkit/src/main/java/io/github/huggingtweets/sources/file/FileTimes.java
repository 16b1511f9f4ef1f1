package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times of a file, in all the forms that occur in collections of tweets. A time without a zone is in UTC. The order of
 * day and month in dates such as {@code 3/4/2020} is known after the first date that is possible in one order only.
 */
final class FileTimes {

    /** The names of zones that occur in collections and that have one offset each. */
    private static final Map<String, ZoneOffset> ZONES = new HashMap<>();

    static {
        String offsets = "UTC+00 GMT+00 Z+00 WET+00 BST+01 CET+01 CEST+02 EET+02 EEST+03 MSK+03 JST+09"
                + " EST-05 EDT-04 CST-06 CDT-05 MST-07 MDT-06 PST-08 PDT-07";
        for (String zone : offsets.split(" ")) {
            int sign = zone.length() - 3;
            ZONES.put(zone.substring(0, sign), ZoneOffset.of(zone.substring(sign)));
        }
    }

    private static final int LENGTH_WITHOUT_ZONE = "2023-12-31 14:36:59".length();
    private static final String CLOCK = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)? ?([AaPp]\\.?[Mm]\\.?)?";
    private static final String ZONE = "(?:(?:UTC|GMT)?([+-]\\d{2}):?(\\d{2})?|([A-Za-z]{1,4}))";
    private static final Pattern TIME_OF_DAY = Pattern.compile(CLOCK + "(?: ?" + ZONE + ")?(?: \\([^)]*\\))?");
    /** As Twitter writes it, with any zone: {@code Mon Apr 06 22:19:45 PDT 2009}; group 3 is the clock with the zone. */
    private static final Pattern TWITTER =
            Pattern.compile("[A-Za-z]{3} ([A-Za-z]{3}) +(\\d{1,2}) (\\d{1,2}:\\d{2}:\\d{2} [^ ]+) (\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:[Tt, ]+(.*))?");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:[T, ]+(.*))?");
    private static final Pattern DAY_AND_MONTH_NAME =
            Pattern.compile("(?:[A-Za-z]{3,9},? )?(\\d{1,2})[ -]([A-Za-z]{3})[a-z]*\\.?,?[ -](\\d{4})(?:[T, ]+(?:at )?(.*))?");
    private static final Pattern MONTH_NAME_AND_DAY =
            Pattern.compile("(?:[A-Za-z]{3,9},? )?([A-Za-z]{3})[a-z]*\\.? (\\d{1,2}),? (\\d{4})(?:[,· ]+(?:at )?(.*))?");
    /** As twitter.com shows it: {@code 2:36 PM - 31 Dec 2023}, {@code 2:36 PM · Dec 31, 2023}. */
    private static final Pattern CLOCK_FIRST = Pattern.compile("(" + CLOCK + ") [-·] (.*\\d{4})");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{9,19}(?:\\.\\d*)?|\\d\\.\\d+[eE]\\+?\\d{1,2}");

    private DateOrder order;

    /** @param order the order of day and month, if it is known */
    FileTimes(DateOrder order) {
        this.order = order;
    }

    /**
     * {@return whether a time can't be read yet, because the order of day and month is not known}
     *
     * <p>A date that is possible in only one order decides the order for all other dates.
     */
    boolean isOpen(String text) {
        Matcher date = order == DateOrder.UNKNOWN && hasYearLast(text) ? YEAR_LAST.matcher(text.strip()) : null;
        if (date == null || !date.matches() || date.group(2).equals(".")) {
            return false;
        }
        int first = Integer.parseInt(date.group(1));
        int second = Integer.parseInt(date.group(3));
        if (first > 12 && second <= 12) {
            order = DateOrder.DAY_FIRST;
        } else if (second > 12 && first <= 12) {
            order = DateOrder.MONTH_FIRST;
        }
        return order == DateOrder.UNKNOWN && first != second;
    }

    /** {@return whether a date has points, as in {@code 31.12.2023}} */
    static boolean hasPoints(String text) {
        Matcher date = YEAR_LAST.matcher(text.strip());
        return date.matches() && date.group(2).equals(".");
    }

    private static boolean hasYearLast(String text) {
        int separator = text.indexOf('/') < 0 ? text.indexOf('-') : text.indexOf('/');
        return separator > 0 && separator <= 3;
    }

    boolean isDecided() {
        return order != DateOrder.UNKNOWN;
    }

    /** {@return the columns, with the order of day and month if it is known} */
    FileColumns addTo(FileColumns columns) {
        return order == DateOrder.DAY_FIRST ? columns.dayFirst()
                : order == DateOrder.MONTH_FIRST ? columns.monthFirst()
                : columns;
    }

    /** {@return whether a text is a time of the day without a date} */
    static boolean isClock(String text) {
        return TIME_OF_DAY.matcher(text.strip()).matches();
    }

    /** {@return whether a text is a time in any form} */
    static boolean isTime(String text) {
        try {
            new FileTimes(DateOrder.DAY_FIRST).read(text);
            return true;
        } catch (DateTimeException e) {
            try {
                new FileTimes(DateOrder.MONTH_FIRST).read(text);
                return true;
            } catch (DateTimeException again) {
                return false;
            }
        }
    }

    /**
     * Reads a time.
     *
     * @param given the time, which is not {@link #isOpen open}
     * @return the time
     * @throws DateTimeException if it has no known form, or does not exist, such as a 31st of February
     */
    Instant read(String given) {
        String text = given.strip();
        Optional<Instant> usual = TweetTime.read(text.length() == LENGTH_WITHOUT_ZONE ? text.replace(' ', 'T') + "Z" : text);
        if (usual.isPresent()) {
            return usual.get();
        }
        Matcher form = TWITTER.matcher(text);
        if (form.matches()) {
            return at(date(form.group(4), TweetTime.month(form.group(1), 0), form.group(2)), form.group(3));
        }
        form = YEAR_FIRST.matcher(text);
        if (form.matches()) {
            return at(date(form.group(1), Integer.parseInt(form.group(3)), form.group(4)), form.group(5));
        }
        form = NUMBER.matcher(text);
        if (form.matches() && !DIGITS.matcher(text).matches()) {
            return sinceEpoch(new BigDecimal(text));
        }
        form = YEAR_LAST.matcher(text);
        if (form.matches()) {
            boolean dayFirst = form.group(2).equals(".") || order == DateOrder.DAY_FIRST;
            return at(date(form.group(4), Integer.parseInt(form.group(dayFirst ? 3 : 1)), form.group(dayFirst ? 1 : 3)),
                    form.group(5));
        }
        return readRareForm(text);
    }

    private Instant readRareForm(String text) {
        Matcher form = CLOCK_FIRST.matcher(text);
        if (form.matches()) {
            return read(form.group(7) + " " + form.group(1));
        }
        form = DAY_AND_MONTH_NAME.matcher(text);
        if (form.matches()) {
            return at(date(form.group(3), TweetTime.month(form.group(2), 0), form.group(1)), form.group(4));
        }
        form = MONTH_NAME_AND_DAY.matcher(text);
        if (form.matches()) {
            return at(date(form.group(3), TweetTime.month(form.group(1), 0), form.group(2)), form.group(4));
        }
        form = DIGITS.matcher(text);
        if (form.matches()) {
            return at(date(form.group(1), Integer.parseInt(form.group(2)), form.group(3)), form.group(4) == null ? null
                    : form.group(4) + ":" + form.group(5) + ":" + form.group(6));
        }
        throw new DateTimeException("no form of a time");
    }

    private static LocalDate date(String year, int month, String day) {
        int number = Integer.parseInt(year);
        return LocalDate.of(year.length() == 2 ? 2000 + number : number, month, Integer.parseInt(day));
    }

    /** @param clock the time of the day, or null if there is only a date */
    private static Instant at(LocalDate date, String clock) {
        if (clock == null || clock.isBlank()) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        Matcher parts = TIME_OF_DAY.matcher(clock.strip());
        if (!parts.matches()) {
            throw new DateTimeException("no time of the day");
        }
        int hour = Integer.parseInt(parts.group(1));
        if (parts.group(5) != null) {
            boolean afternoon = parts.group(5).toLowerCase(Locale.ROOT).startsWith("p");
            if (hour > 12) {
                throw new DateTimeException("no hour of a half day");
            }
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        String fraction = parts.group(4) == null ? "0" : parts.group(4);
        int nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
        LocalTime time = LocalTime.of(
                hour, Integer.parseInt(parts.group(2)), parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)), nanos);
        return LocalDateTime.of(date, time).toInstant(zone(parts));
    }

    private static ZoneOffset zone(Matcher parts) {
        if (parts.group(6) != null) {
            int hours = Integer.parseInt(parts.group(6));
            int minutes = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
            return ZoneOffset.ofHoursMinutes(hours, parts.group(6).startsWith("-") ? -minutes : minutes);
        }
        if (parts.group(8) == null) {
            return ZoneOffset.UTC;
        }
        ZoneOffset zone = ZONES.get(parts.group(8).toUpperCase(Locale.ROOT));
        if (zone == null) {
            throw new DateTimeException("unknown zone");
        }
        return zone;
    }

    /** Seconds, milli-, micro- or nanoseconds, by the number of digits: each means a year from 2001 to 2286. */
    private static Instant sinceEpoch(BigDecimal number) {
        int digits = number.precision() - number.scale();
        int power = digits <= 10 ? 0 : digits <= 13 ? 3 : digits <= 16 ? 6 : 9;
        BigDecimal seconds = number.movePointLeft(power);
        return Instant.ofEpochSecond(seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}
