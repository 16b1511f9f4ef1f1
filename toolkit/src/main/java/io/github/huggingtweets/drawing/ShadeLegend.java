package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A legend for shades: a row of them between two labels, at the right end of the chart, below its x axis. */
final class ShadeLegend extends Annotation {

    private static final int BELOW_THE_PLOT = 37;
    private static final int WIDTH = 16;
    private static final int HEIGHT = 10;
    private static final int GAP = 7;

    private final String least;
    private final String greatest;
    private final List<Color> shades;
    private final int right;

    /**
     * Makes a legend.
     *
     * @param least the label of the first shade
     * @param greatest the label of the last shade
     * @param shades the shades in order
     * @param right its right end, in CSS pixels
     */
    ShadeLegend(String least, String greatest, List<Color> shades, int right) {
        super(false);
        this.least = least;
        this.greatest = greatest;
        this.shades = List.copyOf(shades);
        this.right = right;
    }

    @Override
    public void paint(Graphics2D g) {
        double baseline = getYAxisScreenValueForMax() + BELOW_THE_PLOT;
        double x = right - TextShapes.width(font(), greatest);
        g.setFont(font());
        g.setColor(HouseStyle.SOFT_INK);
        g.drawString(greatest, (float) x, (float) baseline);
        x -= GAP + WIDTH * shades.size();
        g.drawString(least, (float) (x - GAP - TextShapes.width(font(), least)), (float) baseline);
        for (Color shade : shades) {
            g.setColor(shade);
            g.fill(new Rectangle2D.Double(x, baseline - HEIGHT + 1, WIDTH - 1, HEIGHT));
            x += WIDTH;
        }
    }

    private static Font font() {
        return HouseFont.regular(HouseStyle.TEXT_SIZE);
    }
}
