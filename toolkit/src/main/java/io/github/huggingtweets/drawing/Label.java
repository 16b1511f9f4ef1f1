package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** A text right of a point of the chart, such as the value at the end of a line or a bar. */
final class Label extends Note {

    private static final int GAP = 8;

    private final String text;
    private final double x;
    private final double y;
    private final Color color;

    /**
     * Labels a point.
     *
     * @param text the text
     * @param x the point on the x axis, in its units
     * @param y the point on the y axis, in its units
     * @param color the colour of the text
     */
    Label(String text, double x, double y, Color color) {
        this.text = text;
        this.x = x;
        this.y = y;
        this.color = color;
    }

    /**
     * {@return the width that a label takes right of its point, in CSS pixels}
     *
     * @param text the text
     */
    static int width(String text) {
        return GAP + (int) Math.ceil(TextShapes.width(font(), text));
    }

    @Override
    public void paint(Graphics2D g) {
        if (isVisible) {
            write(g, text, font(), color, chart.getScreenXFromChart(x) + GAP, y);
        }
    }

    private static Font font() {
        return HouseFont.semiBold(HouseStyle.TEXT_SIZE);
    }
}
