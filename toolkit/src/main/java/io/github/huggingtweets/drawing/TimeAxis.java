package io.github.huggingtweets.drawing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * An x axis of dates with labels at midnights, at Mondays, or at the first days of months or years. XChart's own axis of dates
 * counts months of 30 days, so that its labels drift from the calendar. This one counts time in steps of one or several units,
 * and has a label at each whole number of steps.
 *
 * @param unit the unit of a step
 * @param units how many units a step has
 * @param from the beginning of the axis, in steps
 * @param to its end, in steps
 */
record TimeAxis(Unit unit, int units, double from, double to) {

    private static final int MOST_LABELS = 8;

    /** The units of the calendar, each of which counts the time since its own beginning. */
    enum Unit {
        MINUTE("d MMM HH:mm", 1, 5, 15, 30),
        HOUR("d MMM HH:mm", 1, 3, 6, 12),
        DAY("d MMM yyyy", 1, 2, 7, 14),
        MONTH("MMM yyyy", 1, 3, 6),
        YEAR("u", 1, 2, 5, 10, 50, 100, 500, 1_000, 5_000);

        /** 1970 began on a Thursday. */
        private static final LocalDate A_MONDAY = LocalDate.of(1970, 1, 5);

        private final DateTimeFormatter label;
        private final int[] steps;

        Unit(String label, int... steps) {
            this.label = DateTimeFormatter.ofPattern(label, Locale.ENGLISH);
            this.steps = steps;
        }

        private double count(LocalDateTime time) {
            double ofDay = time.toLocalTime().toNanoOfDay() / 86_400e9;
            double days = time.toLocalDate().toEpochDay() - A_MONDAY.toEpochDay() + ofDay;
            double ofMonth = (time.getDayOfMonth() - 1 + ofDay) / time.toLocalDate().lengthOfMonth();
            return switch (this) {
                case MINUTE -> days * 24 * 60;
                case HOUR -> days * 24;
                case DAY -> days;
                case MONTH -> 12 * time.getYear() + time.getMonthValue() - 1 + ofMonth;
                case YEAR -> time.getYear() + (time.getMonthValue() - 1 + ofMonth) / 12;
            };
        }

        private LocalDateTime time(long count) {
            return switch (this) {
                case MINUTE -> A_MONDAY.atStartOfDay().plusMinutes(count);
                case HOUR -> A_MONDAY.atStartOfDay().plusHours(count);
                case DAY -> A_MONDAY.atStartOfDay().plusDays(count);
                case MONTH -> LocalDate.of((int) Math.floorDiv(count, 12L), Math.floorMod(count, 12) + 1, 1).atStartOfDay();
                case YEAR -> LocalDate.of((int) count, 1, 1).atStartOfDay();
            };
        }
    }

    /**
     * {@return the axis between two times, with at most nine labels; if the times are the same, it has room on both sides}
     *
     * @param first the earlier time
     * @param last the later time
     */
    static TimeAxis between(LocalDateTime first, LocalDateTime last) {
        TimeAxis axis = Stream.of(Unit.values())
                .flatMap(unit -> Arrays.stream(unit.steps)
                        .mapToObj(units -> new TimeAxis(unit, units, unit.count(first) / units, unit.count(last) / units)))
                .filter(fine -> fine.to - fine.from <= MOST_LABELS)
                .findFirst().orElseThrow();
        return axis.to - axis.from >= 1 ? axis : new TimeAxis(axis.unit, axis.units, axis.from - 1, axis.to + 1);
    }

    /**
     * {@return the position of a time on the axis, in steps}
     *
     * @param epochSecond the time in seconds since 1970, by UTC
     */
    double position(long epochSecond) {
        return unit.count(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC)) / units;
    }

    /**
     * {@return the label of a step}
     *
     * @param step the number of the step
     */
    String label(long step) {
        return unit.label.format(unit.time(step * units));
    }

    /**
     * Gives the x axis this range, with a label at each step.
     *
     * @param style the style of the chart
     * @param plotWidth about how wide the plot will be, in CSS pixels
     */
    void applyToX(AxesChartStyler style, int plotWidth) {
        new Scale(from, to, 1).applyToX(style, plotWidth, this::label);
    }
}
