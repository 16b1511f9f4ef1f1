package io.github.huggingtweets.charts;

import io.github.huggingtweets.charts.house.HouseStyle;
import io.github.huggingtweets.charts.vector.Drawing;
import io.github.huggingtweets.charts.vector.HouseFont;
import io.github.huggingtweets.charts.vector.Mark;
import io.github.huggingtweets.charts.vector.SvgWriter;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.AxesChart;

/**
 * A chart that renders itself in notebooks, and can be saved as a file. What is drawn is the XChart chart inside, with its title
 * and a line of explanation above it.
 *
 * @param <X> the kind of XChart chart, such as {@link org.knowm.xchart.XYChart}
 */
public final class Chart<X extends AxesChart<?, ?>> {

    /** The width of every chart, in CSS pixels. */
    static final int WIDTH = 760;

    /** Pixel files have this many pixels a CSS pixel and direction, for screens of high density. */
    private static final int DENSITY = 2;

    /** Files have a white margin; in notebooks the cell has its own. */
    private static final int FILE_MARGIN = 20;

    private static final int HEADER_HEIGHT = 62;
    private static final int MOST_SUBTITLE_LINES = 2;
    private static final int SUBTITLE_LINE_HEIGHT = 18;
    private static final int BOTTOM_MARGIN = 8;
    private static final Font TITLE = HouseFont.semiBold(16);
    private static final Font SUBTITLE = HouseFont.regular(13);

    private static final int X_AXIS_HEIGHT = 46;

    private final X xchart;
    private final String subtitle;
    private final int rightMargin;
    private final int height;

    /**
     * Frames a chart.
     *
     * @param subtitle the words below the title, which take up to two lines
     * @param rightMargin the space right of the plot, for labels that stand beside it, in CSS pixels
     * @param height the height of the whole picture, in CSS pixels
     */
    Chart(X xchart, String subtitle, int rightMargin, int height) {
        this.xchart = xchart;
        this.subtitle = subtitle;
        this.rightMargin = rightMargin;
        this.height = height;
        HouseStyle.apply(xchart.getStyler());
    }

    /** {@return about how high the plot is in a picture of this height, all in CSS pixels} */
    static int plotHeight(int height) {
        return height - HEADER_HEIGHT - X_AXIS_HEIGHT - BOTTOM_MARGIN;
    }

    /** {@return the XChart chart itself; what is changed in it shows the next time this chart is drawn} */
    public X xchart() {
        return xchart;
    }

    /** {@return an SVG element for an HTML page; it takes on the page's text colour, and so suits light pages and dark ones} */
    public String html() {
        return SvgWriter.element(marks(), WIDTH, height(), toString(), HouseStyle.INK);
    }

    /** {@return an SVG file, on white} */
    public String svg() {
        return SvgWriter.file(marks(), WIDTH, height(), FILE_MARGIN, toString());
    }

    /**
     * Writes the chart on white into a file, as SVG or PNG, whichever the file's name ends with.
     *
     * @param file where to; a file that is there already is replaced
     * @return this chart
     * @throws IllegalArgumentException if the name ends with neither {@code .svg} nor {@code .png}
     * @throws UncheckedIOException if the file cannot be written; what was there before is then still there
     */
    public Chart<X> save(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException("A chart is saved as .svg or .png, and \"" + file + "\" ends with neither.");
        }
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
                if (name.endsWith(".svg")) {
                    out.write(svg().getBytes(StandardCharsets.UTF_8));
                } else {
                    ImageIO.write(pixels(), "png", out);
                }
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("The chart could not be saved as \"" + file + "\": " + reason(e), e);
        } finally {
            beside.toFile().delete();
        }
    }

    /** {@return title and explanation in words} */
    @Override
    public String toString() {
        return xchart.getTitle() + ": " + subtitle;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder; create it first.";
        }
        if (e instanceof AccessDeniedException) {
            return "its folder cannot be written; choose another one.";
        }
        String told = e instanceof FileSystemException problem ? problem.getReason() : e.getMessage();
        return told == null ? e.toString() : told + ".";
    }

    private boolean isEmpty() {
        return xchart.getSeriesCollection().isEmpty();
    }

    private List<String> subtitleLines() {
        return HouseFont.lines(SUBTITLE, subtitle, WIDTH, MOST_SUBTITLE_LINES);
    }

    private int headerHeight() {
        return HEADER_HEIGHT + (subtitleLines().size() - 1) * SUBTITLE_LINE_HEIGHT;
    }

    private int height() {
        return isEmpty() ? headerHeight() : headerHeight() + height - HEADER_HEIGHT;
    }

    private List<Mark> marks() {
        Drawing drawing = new Drawing();
        paint(drawing);
        return drawing.marks();
    }

    private BufferedImage pixels() {
        BufferedImage image = new BufferedImage((WIDTH + 2 * FILE_MARGIN) * DENSITY, (height() + 2 * FILE_MARGIN) * DENSITY,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.scale(DENSITY, DENSITY);
            g.translate(FILE_MARGIN, FILE_MARGIN);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            marks().forEach(mark -> mark.paint(g));
        } finally {
            g.dispose();
        }
        return image;
    }

    private void paint(Drawing g) {
        write(g, HouseFont.fit(TITLE, xchart.getTitle(), WIDTH), TITLE, HouseStyle.INK, 20);
        int baseline = 41;
        for (String line : subtitleLines()) {
            write(g, line, SUBTITLE, HouseStyle.SOFT_INK, baseline);
            baseline += SUBTITLE_LINE_HEIGHT;
        }
        if (!isEmpty()) {
            g.translate(0, headerHeight());
            xchart.paint(g, WIDTH - rightMargin, height - HEADER_HEIGHT - BOTTOM_MARGIN);
        }
    }

    private static void write(Drawing g, String text, Font font, Color color, int baseline) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, 0f, baseline);
    }
}
