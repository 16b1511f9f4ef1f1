package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A title, an explanation of one or two lines, and a drawing below them. */
abstract sealed class TitledPicture extends Picture permits Chart, ChartSheet {

    /** The width of every chart, in CSS pixels. */
    public static final int WIDTH = 760;

    /** The height of a title with one line of explanation below it, in CSS pixels. */
    static final int HEADER_HEIGHT = 62;

    /** A PNG file has this many pixels for a CSS pixel in each direction, for screens of high density. */
    private static final int DENSITY = 2;

    /** Files have a white margin; in notebooks the cell has its own. */
    private static final int FILE_MARGIN = 20;

    /** Labels at the top of an axis reach a little beyond the drawing. */
    private static final int TOP_MARGIN = 8;

    private static final int MOST_SUBTITLE_LINES = 3;
    private static final int SUBTITLE_LINE_HEIGHT = 18;

    /** For the two kinds of charts. */
    TitledPicture() {}

    /** {@return the height of the drawing below title and explanation, in CSS pixels; 0 if there is nothing to draw} */
    abstract int contentHeight();

    /**
     * Draws what is below title and explanation.
     *
     * @param g the graphics context, with the origin in the upper left corner of the drawing
     */
    abstract void paintContent(Graphics2D g);

    @Override
    public String html() {
        return SvgWriter.figure(title(), subtitle(), WIDTH, drawing(true));
    }

    @Override
    public String drawing() {
        return drawing(false);
    }

    private String drawing(boolean styled) {
        if (contentHeight() == 0) {
            return "";
        }
        ShapeRecorder recorder = new ShapeRecorder();
        recorder.translate(0, TOP_MARGIN);
        paintContent(recorder);
        int height = contentHeight() + TOP_MARGIN;
        return styled ? SvgWriter.styled(recorder.marks(), WIDTH, height, toString(), HouseStyle.INK)
                : SvgWriter.element(recorder.marks(), WIDTH, height, toString(), HouseStyle.INK);
    }

    @Override
    public String svg() {
        return SvgWriter.file(marks(), WIDTH, height(), FILE_MARGIN, toString());
    }

    @Override
    BufferedImage pixels() {
        return pixels(marks(), WIDTH, height(), FILE_MARGIN, DENSITY);
    }

    /** {@return title and explanation as text} */
    @Override
    public String toString() {
        return title() + ": " + subtitle();
    }

    private List<String> subtitleLines() {
        return TextShapes.lines(subtitleFont(), subtitle(), WIDTH, MOST_SUBTITLE_LINES);
    }

    private int headerHeight() {
        return HEADER_HEIGHT + (subtitleLines().size() - 1) * SUBTITLE_LINE_HEIGHT;
    }

    private int height() {
        return headerHeight() + contentHeight();
    }

    private List<Mark> marks() {
        ShapeRecorder drawing = new ShapeRecorder();
        paint(drawing);
        return drawing.marks();
    }

    private void paint(ShapeRecorder g) {
        write(g, TextShapes.fit(titleFont(), title(), WIDTH), titleFont(), HouseStyle.INK, 20);
        int baseline = 41;
        for (String line : subtitleLines()) {
            write(g, line, subtitleFont(), HouseStyle.SOFT_INK, baseline);
            baseline += SUBTITLE_LINE_HEIGHT;
        }
        if (contentHeight() > 0) {
            g.translate(0, headerHeight());
            paintContent(g);
        }
    }

    private static void write(ShapeRecorder g, String text, Font font, Color color, int baseline) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, 0f, baseline);
    }

    /** {@return the font of titles} */
    static Font titleFont() {
        return HouseFont.semiBold(16);
    }

    private static Font subtitleFont() {
        return HouseFont.regular(13);
    }
}
