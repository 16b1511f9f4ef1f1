package io.github.huggingtweets.charts.house;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * An x axis of dates that is labelled where a calendar has its lines: at midnights, Mondays, first days of months and of years.
 * It counts time in steps of so many units, since XChart sets its labels at whole numbers.
 *
 * @param unit the unit of a step
 * @param units how many units a step has
 * @param from where the axis begins, in steps
 * @param to where it ends, in steps
 */
public record TimeAxis(Unit unit, int units, double from, double to) {

    private static final int MOST_LABELS = 8;

    /** The units of the calendar, each of which counts the time since its own beginning. */
    public enum Unit {
        MINUTE("d MMM HH:mm", 1, 5, 15, 30),
        HOUR("d MMM HH:mm", 1, 3, 6, 12),
        DAY("d MMM yyyy", 1, 2, 7, 14),
        MONTH("MMM yyyy", 1, 3, 6),
        YEAR("yyyy", 1, 2, 5, 10, 50, 500);

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
     * {@return the axis between two times, with at most nine labels; a moment gets some room on both sides}
     *
     * @param first the earlier time
     * @param last the later time
     */
    public static TimeAxis between(LocalDateTime first, LocalDateTime last) {
        TimeAxis axis = Stream.of(Unit.values())
                .flatMap(unit -> Arrays.stream(unit.steps)
                        .mapToObj(units -> new TimeAxis(unit, units, unit.count(first) / units, unit.count(last) / units)))
                .filter(fine -> fine.to - fine.from <= MOST_LABELS)
                .findFirst().orElseThrow();
        return axis.to - axis.from >= 1 ? axis : new TimeAxis(axis.unit, axis.units, axis.from - 1, axis.to + 1);
    }

    /**
     * {@return where a time stands on the axis, in steps}
     *
     * @param epochSecond the time in seconds since 1970, by UTC
     */
    public double position(long epochSecond) {
        return unit.count(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC)) / units;
    }

    /**
     * {@return the words for a step, and none between two steps}
     *
     * @param position where it stands
     */
    public String label(double position) {
        long step = Math.round(position);
        if (Math.abs(position - step) > 1e-6) {
            return position < (from + to) / 2 ? "" : " "; // XChart labels nothing where both ends of an axis read the same
        }
        return unit.label.format(unit.time(step * units));
    }

    /**
     * Gives the x axis this range, with a label at each step.
     *
     * @param style the style of the chart
     * @param plotWidth about how wide the plot will be, in CSS pixels
     */
    public void applyToX(AxesChartStyler style, int plotWidth) {
        // XChart labels the data itself where data and ends are equally far apart; a hair's breadth keeps it from that
        style.setXAxisMin(from).setXAxisMax(to + 0.0057);
        style.setXAxisTickMarkSpacingHint((int) (plotWidth * Math.min(0.9, 1 / (to - from))));
        style.setXAxisTickLabelsFormattingFunction(this::label);
    }
}
