package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import org.knowm.xchart.internal.chartpart.AxesChart;

/**
 * A chart of a sheet, below its title.
 *
 * @param title the title
 * @param xchart the chart; without data only the title is drawn
 * @param rightMargin the space right of the plot, for labels beside it, in CSS pixels
 * @param place the place of the panel on the sheet, in CSS pixels
 */
record Panel(String title, AxesChart<?, ?> xchart, int rightMargin, Rectangle place) implements ChartSheet.Part {

    private static final int TITLE_HEIGHT = 26;
    private static final int X_AXIS_HEIGHT = 46;

    Panel {
        HouseStyle.apply(xchart.getStyler());
    }

    /** {@return the approximate height of the plot in a panel of a height, both in CSS pixels} */
    static int plotHeight(int height) {
        return height - TITLE_HEIGHT - X_AXIS_HEIGHT;
    }

    /** {@return the height of a panel with a plot of a height, both in CSS pixels} */
    static int height(int plotHeight) {
        return plotHeight + TITLE_HEIGHT + X_AXIS_HEIGHT;
    }

    /** {@return whether a title is not cut off in a panel of a width in CSS pixels} */
    static boolean hasRoomFor(String title, int width) {
        return TextShapes.width(titleFont(), title) <= width;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setFont(titleFont());
        g.setColor(HouseStyle.INK);
        g.drawString(TextShapes.fit(titleFont(), title, place.width), 0f, 13f);
        if (!xchart.getSeriesCollection().isEmpty()) {
            g.translate(0, TITLE_HEIGHT);
            xchart.paint(g, place.width - rightMargin, place.height - TITLE_HEIGHT);
        }
    }

    private static Font titleFont() {
        return HouseFont.semiBold(13);
    }
}
