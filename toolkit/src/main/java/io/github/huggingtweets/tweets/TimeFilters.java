package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.TweetTable;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongPredicate;
import tech.tablesaw.columns.datetimes.PackedLocalDateTime;
import tech.tablesaw.selection.Selection;

/** The choice of tweets by when they were posted. */
public final class TimeFilters {

    private TimeFilters() {}

    /** {@return a filter that keeps the tweets from a day on, by UTC} */
    public static Filter since(LocalDate day) {
        long first = PackedLocalDateTime.pack(day.atStartOfDay());
        return byTime("Since " + day, time -> time >= first);
    }

    /** {@return a filter that keeps the tweets up to the end of a day, by UTC} */
    public static Filter until(LocalDate day) {
        long end = PackedLocalDateTime.pack(day.plusDays(1).atStartOfDay());
        return byTime("Until " + day, time -> time < end);
    }

    /** Tablesaw packs a time into a number whose order is that of the times. */
    private static Filter byTime(String name, LongPredicate test) {
        return Filter.ofEach(name, table -> {
            var times = table.dateTimeColumn("time");
            return row -> !times.isMissing(row) && test.test(times.getLongInternal(row));
        });
    }

    /**
     * {@return a filter that keeps the newest tweets}
     *
     * @param most how many at most
     * @throws IllegalArgumentException if the number is negative
     */
    public static Filter newest(int most) {
        requireCount(most);
        return new Filter(String.format(Locale.ENGLISH, "The newest %,d", most), (table, rows) -> {
            int[] newest = TweetTable.newestFirst(table, rows.toArray());
            return Selection.with(Arrays.copyOf(newest, Math.min(most, newest.length)));
        });
    }

    static void requireCount(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("There is no timeline of " + most + " tweets; give a number from 0 on.");
        }
    }

    /**
     * {@return a day, or the first day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if it is none of them
     */
    public static LocalDate firstDay(String text) {
        return day(text, month -> month.atDay(1), year -> year.atDay(1));
    }

    /**
     * {@return a day, or the last day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if it is none of them
     */
    public static LocalDate lastDay(String text) {
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
