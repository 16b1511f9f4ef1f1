package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** One thing that was drawn, in the coordinates of the picture, in CSS pixels. */
sealed interface Mark {

    /** {@return its colour} */
    Color color();

    /**
     * Draws it.
     *
     * @param g where to
     */
    void paint(Graphics2D g);

    /** A mark whose outline is known. */
    sealed interface Outlined extends Mark {

        /** {@return the shape of all that it colours} */
        Shape covered();
    }

    /**
     * A filled shape, such as a bar or the letters of a text.
     *
     * @param shape its outline
     * @param color its colour
     */
    record Area(Shape shape, Color color) implements Outlined {

        /** {@return whether points inside are found by the even-odd rule, and not by the nonzero one} */
        boolean isEvenOdd() {
            return shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD;
        }

        @Override
        public Shape covered() {
            return shape;
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.fill(shape);
        }
    }

    /**
     * A line along a path.
     *
     * @param path the path
     * @param color its colour
     * @param stroke its width, ends and dashes
     */
    record Line(Path2D path, Color color, BasicStroke stroke) implements Outlined {

        @Override
        public Shape covered() {
            return stroke.createStrokedShape(path);
        }

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            g.setStroke(stroke);
            g.draw(path);
        }
    }

    /**
     * Text with letters that no font of this machine has. The program that shows the picture chooses a font for it.
     *
     * @param text the text
     * @param x the x coordinate of its left end
     * @param baseline the y coordinate of its baseline
     * @param font the font that lacks some letters; its size and weight are used
     * @param color its colour
     */
    record Text(String text, double x, double baseline, Font font, Color color) implements Mark {

        @Override
        public void paint(Graphics2D g) {
            g.setColor(color);
            TextShapes.layout(text, font).draw(g, (float) x, (float) baseline);
        }
    }

    /**
     * A square photo.
     *
     * @param image its pixels, as many in each direction
     * @param x the x coordinate of its left edge
     * @param y the y coordinate of its upper edge
     * @param size the length of its edges
     */
    record Photo(BufferedImage image, double x, double y, double size) implements Mark {

        private static final Color NONE = new Color(0, 0, 0, 0);

        /** {@return nothing, since a photo has no single colour} */
        @Override
        public Color color() {
            return NONE;
        }

        /** {@return a PNG file in Base64} */
        String png() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Base64.getEncoder().encodeToString(out.toByteArray());
        }

        @Override
        public void paint(Graphics2D g) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.scale(size / image.getWidth(), size / image.getHeight());
            g.drawImage(image, place, null);
        }
    }
}
