package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.TweetTable;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.function.LongPredicate;
import tech.tablesaw.columns.datetimes.PackedLocalDateTime;

/** Filters by the time when a tweet was posted. */
final class TimeFilters {

    private TimeFilters() {}

    /** {@return a filter that keeps the tweets of a day, in UTC, and of all later days} */
    static Filter since(LocalDate day) {
        long first = PackedLocalDateTime.pack(day.atStartOfDay());
        return byTime("Since " + day, time -> time >= first);
    }

    /** {@return a filter that keeps the tweets of a day, in UTC, and of all earlier days} */
    static Filter until(LocalDate day) {
        long end = PackedLocalDateTime.pack(day.plusDays(1).atStartOfDay());
        return byTime("Until " + day, time -> time < end);
    }

    /** Tablesaw packs a time into a number of the same order. */
    private static Filter byTime(String name, LongPredicate test) {
        return Filter.ofEach(name, table -> {
            var times = table.dateTimeColumn(TweetTable.TIME);
            return row -> !times.isMissing(row) && test.test(times.getLongInternal(row));
        });
    }

    /**
     * {@return a day, or the first day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if the text is none of these
     */
    static LocalDate firstDay(String text) {
        return day(text, month -> month.atDay(1), year -> year.atDay(1));
    }

    /**
     * {@return a day, or the last day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if the text is none of these
     */
    static LocalDate lastDay(String text) {
        return day(text, YearMonth::atEndOfMonth, year -> year.atMonth(12).atEndOfMonth());
    }

    private static LocalDate day(String text, Function<YearMonth, LocalDate> ofMonth, Function<Year, LocalDate> ofYear) {
        String written = text.strip();
        try {
            return switch (written.length()) {
                case 4 -> ofYear.apply(Year.parse(written));
                case 7 -> ofMonth.apply(YearMonth.parse(written));
                default -> LocalDate.parse(written);
            };
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no day; write it as 2023-05-31, or a month as 2023-05, or a year as 2023.", e);
        }
    }
}
