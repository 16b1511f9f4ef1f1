package io.github.huggingtweets.drawing;

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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;

/**
 * A picture that notebooks show and that can be saved as a file: a title, an explanation, and a drawing below them. There are two
 * kinds, {@link Chart} and {@link ChartSheet}.
 */
public abstract sealed class Picture permits Chart, ChartSheet {

    /** The width of every picture, in CSS pixels. */
    public static final int WIDTH = 760;

    /** The font of titles. */

    /** The height of a title with one line of explanation below it, in CSS pixels. */
    static final int HEADER_HEIGHT = 62;

    /** A PNG file has this many pixels for a CSS pixel in each direction, for screens of high density. */
    private static final int DENSITY = 2;

    /** Files have a white margin; in notebooks the cell has its own. */
    private static final int FILE_MARGIN = 20;

    /** Labels at the top of an axis reach a little beyond the drawing. */
    private static final int TOP_MARGIN = 8;

    private static final int MOST_SUBTITLE_LINES = 2;
    private static final int SUBTITLE_LINE_HEIGHT = 18;

    /** For the two kinds of pictures. */
    Picture() {}

    /** {@return the title} */
    abstract String title();

    /** {@return the explanation below the title, of up to two lines} */
    abstract String subtitle();

    /** {@return the height of the drawing below them, in CSS pixels; 0 if there is nothing to draw} */
    abstract int contentHeight();

    /**
     * Draws what is below title and subtitle.
     *
     * @param g the graphics context, with the origin in the upper left corner of the drawing
     */
    abstract void paintContent(Graphics2D g);

    /**
     * {@return a figure for an HTML page: title and explanation as text, which breaks into lines as the page needs it, and the
     * drawing as SVG, which shrinks as far as its text stays readable, and scrolls in a page that is narrower} It uses the text
     * colour of the page, so that it suits light and dark pages.
     */
    public String html() {
        String drawing = "";
        if (contentHeight() > 0) {
            ShapeRecorder recorder = new ShapeRecorder();
            recorder.translate(0, TOP_MARGIN);
            paintContent(recorder);
            drawing = SvgWriter.element(recorder.marks(), WIDTH, contentHeight() + TOP_MARGIN, toString(), HouseStyle.INK);
        }
        return SvgWriter.figure(title(), subtitle(), WIDTH, drawing);
    }

    /** {@return an SVG file, on white} */
    public String svg() {
        return SvgWriter.file(marks(), WIDTH, height(), FILE_MARGIN, toString());
    }

    /**
     * Writes the picture into a file, on white, as SVG or PNG; the ending of the file's name decides which. Folders that are
     * missing are made.
     *
     * @param file the file, which is replaced if it exists
     * @return this picture
     * @throws IllegalArgumentException if the name ends with neither {@code .svg} nor {@code .png}
     * @throws UncheckedIOException if the file cannot be written; an earlier file is then kept
     */
    public Picture save(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException("A chart is saved as .svg or .png, and \"" + file + "\" ends with neither.");
        }
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
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

    /** {@return title and explanation as text} */
    @Override
    public String toString() {
        return title() + ": " + subtitle();
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file where its folder should be; choose another one.";
        }
        if (e instanceof AccessDeniedException) {
            return "its folder cannot be written; choose another one.";
        }
        String reason = e instanceof FileSystemException problem ? problem.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason + ".";
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

    /**
     * Loads the fonts of charts, which come with the toolkit, to make sure that charts can be drawn.
     *
     * @throws IllegalStateException if Java cannot read them; the message says what to do
     */
    public static void requireFonts() {
        HouseFont.regular(1);
    }

    static Font titleFont() {
        return HouseFont.semiBold(16);
    }

    private static Font subtitleFont() {
        return HouseFont.regular(13);
    }
}
