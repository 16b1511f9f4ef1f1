package io.github.huggingtweets.charts.likes;

import io.github.huggingtweets.charts.house.English;
import io.github.huggingtweets.charts.house.Scale;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * A y axis of counts: as they are, or by powers of ten where they span some. Zero, which is no power, then stands as far below 1
 * as 1 below 10.
 *
 * @param byPowers whether each line of the grid is ten times the one below it
 * @param lowest the position of the lower end
 * @param greatest the highest count
 */
public record CountAxis(boolean byPowers, double lowest, double greatest) {

    private static final double TWO_POWERS = 100;
    private static final double NEAR = 0.4;

    /**
     * {@return the axis for some counts}
     *
     * @param ascending the counts, at least one, none below 0, the lowest first
     */
    public static CountAxis of(int[] ascending) {
        int greatest = ascending[ascending.length - 1];
        int low = ascending[ascending.length / 10];
        boolean byPowers = greatest >= TWO_POWERS * Math.max(1, low);
        CountAxis axis = new CountAxis(byPowers, 0, greatest);
        return byPowers ? new CountAxis(true, Math.floor(axis.position(ascending[0])), greatest) : axis;
    }

    /**
     * {@return where a count stands on the axis}
     *
     * @param count the count, not below 0
     */
    public double position(double count) {
        return !byPowers ? count : count < 1 ? count - 1 : Math.log10(count);
    }

    /** {@return the position of the upper end: the highest count, or a round number above it if that is near} */
    public double highest() {
        if (!byPowers) {
            return Scale.ofCounts(greatest).high();
        }
        double round = Math.ceil(position(greatest));
        return round - position(greatest) < NEAR ? round : position(greatest);
    }

    /**
     * Gives the y axis this range, with a label and a line at each step.
     *
     * @param style the style of the chart
     * @param plotHeight about how high the plot will be, in CSS pixels
     */
    public void applyToY(AxesChartStyler style, int plotHeight) {
        if (!byPowers) {
            Scale.ofCounts(greatest).applyToY(style, plotHeight);
            return;
        }
        style.setYAxisMin(lowest).setYAxisMax(highest() + 0.002);
        style.setYAxisTickMarkSpacingHint((int) (plotHeight * Math.min(0.9, 1 / (highest() - lowest))));
        style.setYAxisTickLabelsFormattingFunction(CountAxis::label);
    }

    private static String label(double position) {
        return position == -1 ? "0" : position == Math.rint(position) ? English.format("%,.0f", Math.pow(10, position)) : "";
    }
}
