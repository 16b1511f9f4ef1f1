package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** A text above a point of the chart, moved to the side if it would leave the plot. */
final class Above extends Note {

    private static final int GAP = 16;

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
    Above(String text, double x, double y, Color color) {
        this.text = text;
        this.x = x;
        this.y = y;
        this.color = color;
    }

    @Override
    public void paint(Graphics2D g) {
        if (isVisible) {
            Font font = HouseFont.semiBold(HouseStyle.TEXT_SIZE);
            double width = TextShapes.width(font, text);
            double least = chart.getScreenXFromChart(chart.getStyler().getXAxisMin());
            double most = chart.getScreenXFromChart(chart.getStyler().getXAxisMax()) - width;
            double left = Math.min(Math.max(chart.getScreenXFromChart(x) - width / 2, least), most);
            g.setFont(font);
            g.setColor(color);
            g.drawString(text, (float) left, (float) (screenY(y) - GAP));
        }
    }
}
