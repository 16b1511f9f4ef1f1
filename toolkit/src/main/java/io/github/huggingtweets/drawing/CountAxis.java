package io.github.huggingtweets.drawing;

import org.knowm.xchart.style.AxesChartStyler;

/**
 * A y axis of counts. It is linear, or logarithmic if the counts span several powers of ten. XChart's logarithmic axis has no
 * place for 0; here 0 is as far below 1 as 1 is below 10.
 *
 * @param byPowers whether each grid line is ten times the one below it
 * @param lowest the position of the lower end
 * @param greatest the highest count
 */
record CountAxis(boolean byPowers, double lowest, double greatest) {

    private static final double TWO_POWERS = 100;
    private static final double NEAR = 0.4;

    /**
     * {@return the axis for some counts}
     *
     * @param ascending the counts, at least one, none below 0, the lowest first
     */
    static CountAxis of(int[] ascending) {
        int greatest = ascending[ascending.length - 1];
        int low = ascending[ascending.length / 10];
        boolean byPowers = greatest >= TWO_POWERS * Math.max(1, low);
        CountAxis axis = new CountAxis(byPowers, 0, greatest);
        return byPowers ? new CountAxis(true, Math.floor(axis.position(ascending[0])), greatest) : axis;
    }

    /**
     * {@return the position of a count on the axis}
     *
     * @param count the count, not below 0
     */
    double position(double count) {
        return !byPowers ? count : count < 1 ? count - 1 : Math.log10(count);
    }

    /** {@return the position of the upper end: that of the highest count, or of a round number a little above it} */
    double highest() {
        if (!byPowers) {
            return Scale.ofCounts(greatest).high();
        }
        double round = Math.ceil(position(greatest));
        return round - position(greatest) < NEAR ? round : position(greatest);
    }

    /**
     * Gives the y axis this range, with a label and a grid line at each step.
     *
     * @param style the style of the chart
     * @param plotHeight about how high the plot will be, in CSS pixels
     */
    void applyToY(AxesChartStyler style, int plotHeight) {
        if (byPowers) {
            new Scale(lowest, highest(), 1).applyToY(style, plotHeight,
                    power -> power < 0 ? "0" : English.format("%,.0f", Math.pow(10, power)));
        } else {
            Scale.ofCounts(greatest).applyToY(style, plotHeight);
        }
    }
}
