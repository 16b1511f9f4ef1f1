package io.github.huggingtweets.drawing;

import java.awt.Graphics2D;
import java.nio.file.Path;
import org.knowm.xchart.internal.chartpart.AxesChart;

/**
 * A chart, which notebooks show and which can be saved as a file. It draws an XChart chart below a title and an explanation of
 * one or two lines.
 *
 * @param <X> the kind of XChart chart, such as {@link org.knowm.xchart.XYChart}
 */
public final class Chart<X extends AxesChart<?, ?>> extends TitledPicture {

    private static final int BOTTOM_MARGIN = 8;
    private static final int X_AXIS_HEIGHT = 46;

    private final X xchart;
    private final String subtitle;
    private final int rightMargin;
    private final int height;

    /**
     * Frames an XChart chart and gives it the common style.
     *
     * @param xchart the chart, whose title is drawn above it
     * @param subtitle the explanation below the title, of up to two lines
     * @param rightMargin the space right of the plot, for labels beside it, in CSS pixels
     * @param height the height of the whole picture, in CSS pixels
     */
    Chart(X xchart, String subtitle, int rightMargin, int height) {
        this.xchart = xchart;
        this.subtitle = subtitle;
        this.rightMargin = rightMargin;
        this.height = height;
        HouseStyle.apply(xchart.getStyler());
    }

    /** {@return the approximate height of the plot in a picture of a height, both in CSS pixels} */
    static int plotHeight(int height) {
        return height - HEADER_HEIGHT - X_AXIS_HEIGHT - BOTTOM_MARGIN;
    }

    /** {@return the height of a picture with a plot of a height, both in CSS pixels} */
    static int height(int plotHeight) {
        return plotHeight + HEADER_HEIGHT + X_AXIS_HEIGHT + BOTTOM_MARGIN;
    }

    /** {@return the XChart chart inside; changes to it are visible the next time this chart is drawn} */
    public X xchart() {
        return xchart;
    }

    @Override
    public Chart<X> save(Path file) {
        super.save(file);
        return this;
    }

    @Override
    public String title() {
        return xchart.getTitle();
    }

    @Override
    public String subtitle() {
        return subtitle;
    }

    @Override
    int contentHeight() {
        return xchart.getSeriesCollection().isEmpty() ? 0 : height - HEADER_HEIGHT;
    }

    @Override
    void paintContent(Graphics2D g) {
        xchart.paint(g, WIDTH - rightMargin, contentHeight() - BOTTOM_MARGIN);
    }
}
