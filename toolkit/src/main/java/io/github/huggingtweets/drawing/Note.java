package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Text at the height of a value of the y axis. XChart's own text annotations are centred on their point, in one colour. */
abstract class Note extends Annotation {

    /** How far the baseline is below the middle of a line of text, as a share of the font size. */
    static final double BELOW_THE_MIDDLE = 0.358;

    Note() {
        super(false);
    }

    /**
     * {@return the position of a value of the y axis in the picture, in CSS pixels from the top}
     *
     * @param value the value
     */
    final double screenY(double value) {
        // if the plot is lower than this hint, XChart returns the middle of the plot for every value
        int hint = chart.getStyler().getXAxisTickMarkSpacingHint();
        chart.getStyler().setXAxisTickMarkSpacingHint(0);
        double y = chart.getScreenYFromChart(value);
        chart.getStyler().setXAxisTickMarkSpacingHint(hint);
        return y;
    }

    /**
     * Writes a text.
     *
     * @param g the graphics context
     * @param text the text
     * @param font its font
     * @param color its colour
     * @param x its left end, in CSS pixels
     * @param value the value of the y axis at its middle
     */
    final void write(Graphics2D g, String text, Font font, Color color, double x, double value) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, (float) x, (float) (screenY(value) + BELOW_THE_MIDDLE * font.getSize2D()));
    }
}
