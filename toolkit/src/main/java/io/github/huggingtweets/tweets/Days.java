package io.github.huggingtweets.tweets;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Reads the days that filters by time are given. */
final class Days {

    private Days() {}

    /**
     * {@return a day, or the first day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if the text is none of these
     */
    static LocalDate first(String text) {
        return day(text, month -> month.atDay(1), year -> year.atDay(1));
    }

    /**
     * {@return a day, or the last day of a month or a year}
     *
     * @param text such as {@code 2023-05-31}, {@code 2023-05} or {@code 2023}
     * @throws IllegalArgumentException if the text is none of these
     */
    static LocalDate last(String text) {
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
