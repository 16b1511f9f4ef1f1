package io.github.huggingtweets.charts.house;

import org.knowm.xchart.style.AxesChartStyler;

/**
 * The range of an axis that begins and ends at round numbers.
 *
 * @param low where it begins, a multiple of the step
 * @param high where it ends, another one
 * @param step 1, 2 or 5 times a power of ten
 */
public record Scale(double low, double high, double step) {

    /**
     * {@return the tightest range of round numbers around two values, in about so many steps}
     *
     * @param least the lower value
     * @param greatest the upper value
     * @param steps how many steps
     */
    public static Scale around(double least, double greatest, int steps) {
        double step = roundUp((greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1)) / steps);
        double low = Math.floor(least / step) * step;
        double high = Math.ceil(greatest / step) * step;
        return new Scale(low, high > low ? high : low + step, step);
    }

    /**
     * {@return the range from 0 for counts, whose steps are whole numbers}
     *
     * @param greatest the highest count
     */
    public static Scale ofCounts(double greatest) {
        double step = Math.max(1, roundUp(greatest / 5));
        return new Scale(0, Math.max(step, Math.ceil(greatest / step) * step), step);
    }

    /**
     * Lets the x axis end with the longest bar, and labels the round numbers up to there.
     *
     * @param longest where the bar ends, at least 1
     * @param style the style of the chart
     */
    public static void fromZeroTo(int longest, AxesChartStyler style) {
        // a hair's breadth keeps XChart from labelling the data itself, where bars begin and end with the axis alone
        style.setXAxisMin(0.0).setXAxisMax(longest * 1.0005).setXAxisDecimalPattern("#,##0");
    }

    /**
     * {@return the smallest of 1, 2 and 5 times a power of ten that is not below the value}
     *
     * @param value a number above 0
     */
    public static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /**
     * Gives the x axis this range, with a label at each step.
     *
     * @param style the style of the chart
     * @param plotWidth about how wide the plot will be, in CSS pixels
     */
    public void applyToX(AxesChartStyler style, int plotWidth) {
        style.setXAxisMin(low).setXAxisMax(high + step / 500);
        style.setXAxisTickMarkSpacingHint((int) (plotWidth * Math.min(0.9, step / (high - low))));
        style.setXAxisDecimalPattern(pattern());
    }

    /**
     * Gives the y axis this range, with a label and a grid line at each step.
     *
     * @param style the style of the chart
     * @param plotHeight about how high the plot will be, in CSS pixels
     */
    public void applyToY(AxesChartStyler style, int plotHeight) {
        // XChart labels the data itself where data and ends are equally far apart; a hair's breadth keeps it from that
        style.setYAxisMin(low).setYAxisMax(high + step / 500);
        // and it labels nothing where the step is all there is
        style.setYAxisTickMarkSpacingHint((int) (plotHeight * Math.min(0.9, step / (high - low))));
        style.setYAxisDecimalPattern(pattern());
    }

    private String pattern() {
        return step >= 1 ? "#,##0" : "0." + "0".repeat((int) Math.ceil(-Math.log10(step) - 1e-9));
    }
}
