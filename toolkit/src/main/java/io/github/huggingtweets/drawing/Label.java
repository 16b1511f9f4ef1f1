package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** A few words right of a point of the chart, such as the value at the end of a line or a bar. */
final class Label extends Note {

    private static final Font FONT = HouseFont.semiBold(12);
    private static final int GAP = 8;
    /** How far below its middle a line of this size stands. */
    static final float HALF_A_LETTER = 4.3f;

    private final String text;
    private final double x;
    private final double y;
    private final Color color;

    /**
     * Labels a point.
     *
     * @param text the words
     * @param x the point, in the units of the axis
     * @param y the same
     * @param color the colour of the words
     */
    Label(String text, double x, double y, Color color) {
        this.text = text;
        this.x = x;
        this.y = y;
        this.color = color;
    }

    /**
     * {@return how much room a label takes right of its point, in CSS pixels}
     *
     * @param text the words
     */
    static int width(String text) {
        return GAP + (int) Math.ceil(TextShapes.width(FONT, text));
    }

    @Override
    public void paint(Graphics2D g) {
        if (isVisible) {
            g.setFont(FONT);
            g.setColor(color);
            g.drawString(text, (float) chart.getScreenXFromChart(x) + GAP, (float) screenY(y) + HALF_A_LETTER);
        }
    }
}
