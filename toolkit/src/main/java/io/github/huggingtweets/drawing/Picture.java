package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A picture that notebooks show and that can be saved as a file. {@link Chart} and {@link ChartSheet} draw numbers below a title
 * and an explanation; {@link TweetPicture} shows a tweet that a bot wrote.
 */
public abstract sealed class Picture permits TitledPicture, TweetPicture {

    /** For the kinds of pictures. */
    Picture() {}

    /** {@return the title} */
    public abstract String title();

    /** {@return the explanation below the title, of up to three lines} */
    public abstract String subtitle();

    /**
     * {@return a figure for an HTML page that has no style sheet for it, such as that of a notebook} Charts have title and
     * explanation as text, which breaks into lines as the page needs it, and use the text colour of the page, so that they suit
     * light and dark pages. The drawing is SVG, which shrinks as far as its text stays readable, and scrolls in a page that is
     * narrower.
     */
    public abstract String html();

    /**
     * {@return the drawing alone as an SVG element for an HTML page that has a style sheet, without any style, script or identifier;
     * empty if there is nothing to draw} Charts are in the text colour of the page.
     */
    public abstract String drawing();

    /** {@return an SVG file, on white} */
    public abstract String svg();

    /** {@return the pixels of a PNG file} */
    abstract BufferedImage pixels();

    /** {@return the bytes of a PNG file; the same picture always gives the same bytes} */
    public byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(pixels(), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
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
            throw new IllegalArgumentException("A picture is saved as .svg or .png, and \"" + file + "\" ends with neither.");
        }
        WholeFile.write("The picture", file, name.endsWith(".svg") ? svg().getBytes(StandardCharsets.UTF_8) : png());
        return this;
    }

    /**
     * Loads the fonts of pictures, which come with the toolkit, to make sure that they can be drawn.
     *
     * @throws IllegalStateException if Java cannot read them; the message says what to do
     */
    public static void requireFonts() {
        HouseFont.regular(1);
    }

    /**
     * Paints marks on white.
     *
     * @param marks what is drawn, in order
     * @param width the width in CSS pixels
     * @param height the height in CSS pixels
     * @param margin the width of a margin around it in CSS pixels
     * @param density the number of pixels for a CSS pixel in each direction
     */
    static BufferedImage pixels(List<Mark> marks, int width, int height, int margin, int density) {
        BufferedImage image = new BufferedImage(
                (width + 2 * margin) * density, (height + 2 * margin) * density, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.scale(density, density);
            g.translate(margin, margin);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            marks.forEach(mark -> mark.paint(g));
        } finally {
            g.dispose();
        }
        return image;
    }
}
