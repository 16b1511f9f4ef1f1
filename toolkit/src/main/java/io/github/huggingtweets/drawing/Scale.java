package io.github.huggingtweets.drawing;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * The range of an axis, with the distance between two labels. All settings that make XChart put labels at round numbers are here.
 *
 * @param low the beginning of the axis, in its own units
 * @param high its end
 * @param step the distance between two labels, which XChart supports: 1, 2 or 5 times a power of ten
 */
record Scale(double low, double high, double step) {

    /**
     * XChart labels the values of the data instead of round numbers if these values and both ends of the axis are equally far
     * apart. Two margins of different widths, each less than half a pixel, prevent that.
     */
    private static final double MARGIN = 2e-4;

    /** XChart draws no labels if the distance between two of them is the whole plot. */
    private static final double WIDEST_SPACING = 0.9;

    private static final double WHOLE = 1e-6;

    /**
     * {@return the tightest range around two values whose ends are multiples of the step}
     *
     * @param least the lower value
     * @param greatest the upper value
     * @param steps about how many steps
     */
    static Scale around(double least, double greatest, int steps) {
        double step = roundUp((greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1)) / steps);
        double low = Math.floor(least / step) * step;
        double high = Math.ceil(greatest / step) * step;
        return new Scale(low, high > low ? high : low + step, step);
    }

    /**
     * {@return a range from 0 for counts, whose steps are whole numbers}
     *
     * @param greatest the highest count
     */
    static Scale ofCounts(double greatest) {
        double step = Math.max(1, roundUp(greatest / 5));
        return new Scale(0, Math.max(step, Math.ceil(greatest / step) * step), step);
    }

    /**
     * {@return the smallest of 1, 2 and 5 times a power of ten that is not below the value}
     *
     * @param value a number above 0
     */
    static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /**
     * Gives the x axis a range and lets XChart choose the round numbers that are labelled.
     *
     * @param style the style of the chart
     * @param low the beginning of the axis
     * @param high its end
     */
    static void rangeOfX(AxesChartStyler style, double low, double high) {
        style.setXAxisMin(low - MARGIN * (high - low)).setXAxisMax(high + 3 * MARGIN * (high - low))
                .setXAxisDecimalPattern("#,##0");
    }

    /**
     * Gives the x axis this range, with a label at each step.
     *
     * @param style the style of the chart
     * @param plotWidth about how wide the plot will be, in CSS pixels
     */
    void applyToX(AxesChartStyler style, int plotWidth) {
        rangeOfX(style, low, high);
        style.setXAxisTickMarkSpacingHint(spacing(plotWidth)).setXAxisDecimalPattern(pattern());
    }

    /**
     * Gives the x axis this range, with a label of its own at each whole number.
     *
     * @param style the style of the chart
     * @param plotWidth about how wide the plot will be, in CSS pixels
     * @param label makes the label of a whole number
     */
    void applyToX(AxesChartStyler style, int plotWidth, LongFunction<String> label) {
        applyToX(style, plotWidth);
        style.setXAxisTickLabelsFormattingFunction(ofWholeNumbers(label));
    }

    /**
     * Gives the y axis this range, with a label and a grid line at each step.
     *
     * @param style the style of the chart
     * @param plotHeight about how high the plot will be, in CSS pixels
     */
    void applyToY(AxesChartStyler style, int plotHeight) {
        style.setYAxisMin(low - MARGIN * (high - low)).setYAxisMax(high + 3 * MARGIN * (high - low));
        style.setYAxisTickMarkSpacingHint(spacing(plotHeight)).setYAxisDecimalPattern(pattern());
    }

    /**
     * Gives the y axis this range, with a grid line and a label of its own at each whole number.
     *
     * @param style the style of the chart
     * @param plotHeight about how high the plot will be, in CSS pixels
     * @param label makes the label of a whole number
     */
    void applyToY(AxesChartStyler style, int plotHeight, LongFunction<String> label) {
        applyToY(style, plotHeight);
        style.setYAxisTickLabelsFormattingFunction(ofWholeNumbers(label));
    }

    private int spacing(int plotLength) {
        return (int) (plotLength * Math.min(WIDEST_SPACING, step / (high - low)));
    }

    private String pattern() {
        return step >= 1 ? "#,##0" : "0." + "0".repeat((int) Math.ceil(-Math.log10(step) - 1e-9));
    }

    private Function<Double, String> ofWholeNumbers(LongFunction<String> label) {
        // XChart draws no labels if both ends of an axis have the same label
        return value -> Math.abs(value - Math.rint(value)) < WHOLE ? label.apply(Math.round(value))
                : value < (low + high) / 2 ? "" : " ";
    }
}
