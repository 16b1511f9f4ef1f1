package io.github.huggingtweets.drawing;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import org.knowm.xchart.internal.chartpart.AxesChart;

/** Several charts that belong together in one picture, each with a title of its own. */
public final class ChartSheet extends TitledPicture {

    private final String title;
    private final String subtitle;
    private final List<Part> parts;

    /**
     * Makes a sheet.
     *
     * @param title the title of the whole picture
     * @param subtitle the explanation below it, of up to two lines
     * @param parts the parts in reading order; if there are none, only title and explanation are drawn
     */
    ChartSheet(String title, String subtitle, List<Part> parts) {
        this.title = title;
        this.subtitle = subtitle;
        this.parts = List.copyOf(parts);
    }

    /** A part of a sheet. */
    interface Part {

        /** {@return the place of the part, in CSS pixels from the left and from the end of the explanation} */
        Rectangle place();

        /**
         * Draws the part.
         *
         * @param g the graphics context, with the origin in the upper left corner of {@link #place()}
         */
        void paint(Graphics2D g);
    }

    /** {@return the XChart charts inside, in order; changes to them are visible the next time this sheet is drawn} */
    public List<AxesChart<?, ?>> xcharts() {
        return parts.stream().filter(Panel.class::isInstance).map(Panel.class::cast)
                .<AxesChart<?, ?>>map(Panel::xchart).toList();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String subtitle() {
        return subtitle;
    }

    @Override
    int contentHeight() {
        return parts.stream().mapToInt(part -> part.place().y + part.place().height).max().orElse(0);
    }

    @Override
    void paintContent(Graphics2D g) {
        for (Part part : parts) {
            Graphics2D own = (Graphics2D) g.create();
            own.translate(part.place().x, part.place().y);
            part.paint(own);
            own.dispose();
        }
    }
}
