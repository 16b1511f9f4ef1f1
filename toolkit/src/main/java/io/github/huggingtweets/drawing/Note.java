package io.github.huggingtweets.drawing;

import org.knowm.xchart.internal.chartpart.Annotation;

/** Words that stand at a height of a chart which its y axis tells. */
abstract class Note extends Annotation {

    /** Begins a note without a place of its own. */
    protected Note() {
        super(false);
    }

    /**
     * {@return where a value of the y axis is in the picture, in CSS pixels from the top}
     *
     * @param value the value
     */
    protected final double screenY(double value) {
        // XChart takes the middle for every value where the plot is lower than the labels of its x axis are far apart
        int hint = chart.getStyler().getXAxisTickMarkSpacingHint();
        chart.getStyler().setXAxisTickMarkSpacingHint(0);
        double y = chart.getScreenYFromChart(value);
        chart.getStyler().setXAxisTickMarkSpacingHint(hint);
        return y;
    }
}
