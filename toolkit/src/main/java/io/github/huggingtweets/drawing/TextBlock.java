package io.github.huggingtweets.drawing;

import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * A text of any script, broken into lines that fit into a box, in the largest of some sizes in which it fits. If it fits in none,
 * it is in the smallest and ends with an ellipsis. Lines break where Unicode allows it (UAX #14, with ICU's dictionaries for
 * scripts without spaces), and within a word only if it is wider than the box. Each paragraph begins at the side of its first
 * letter that has a direction.
 *
 * @param text the text that the lines are cut from
 * @param lines the lines
 * @param font the font of all of them
 * @param lineHeight the distance of two baselines in CSS pixels
 * @param width the width of the box in CSS pixels
 * @param isWhole whether the lines are the whole text
 */
record TextBlock(String text, List<Line> lines, Font font, double lineHeight, double width, boolean isWhole) {

    /** How far the first baseline is from the upper edge of the first line, as a part of the height of a line. */
    private static final double ASCENT = 0.76;

    /** Widths are measured at this size, in CSS pixels, and scaled. */
    private static final float MEASURED = 100;

    /** More characters than fit into any box; a longer text is cut before it is measured. */
    private static final int MOST_CHARACTERS = 6_000;

    /** How far the area behind a letter reaches above and below the baseline, as a part of the size. */
    private static final double ABOVE = 0.96;

    private static final double BELOW = 0.28;

    private static final String ELLIPSIS = "…";

    /**
     * One line.
     *
     * @param text its text
     * @param start where it begins in the text of the block
     * @param rightToLeft the direction of its paragraph
     */
    record Line(String text, int start, boolean rightToLeft) {

        /** {@return the line with a mark without width in front, which says the direction even if the line's letters do not} */
        private String directed() {
            return (rightToLeft ? '\u200F' : '\u200E') + text;
        }
    }

    /**
     * Breaks a text into lines.
     *
     * @param text the text; line breaks in it begin new lines
     * @param fonts makes the font of a size
     * @param sizes the sizes to try, the largest first
     * @param spacing the distance of two baselines as a multiple of the size
     * @param width the width of the box in CSS pixels
     * @param height its height in CSS pixels
     */
    static TextBlock fit(String text, Function<Float, Font> fonts, List<Integer> sizes, double spacing, double width,
            double height) {
        boolean isCut = text.length() > MOST_CHARACTERS;
        Measured measured = new Measured(isCut ? text.substring(0, MOST_CHARACTERS) : text, fonts.apply(MEASURED));
        int smallest = sizes.get(sizes.size() - 1);
        for (int size : sizes) {
            int most = Math.max(1, (int) (height / (spacing * size)));
            List<Line> lines = measured.lines(width * MEASURED / size);
            if (lines.size() <= most && !isCut) {
                return new TextBlock(text, lines, fonts.apply((float) size), spacing * size, width, true);
            }
            if (size == smallest) {
                Font font = fonts.apply((float) size);
                List<Line> first = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
                first.add(shortened(first.remove(first.size() - 1), font, width));
                return new TextBlock(text, first, font, spacing * size, width, false);
            }
        }
        throw new IllegalArgumentException("no size to try");
    }

    private static Line shortened(Line line, Font font, double width) {
        String kept = line.text().stripTrailing();
        while (!kept.isEmpty() && TextShapes.width(font, kept + ELLIPSIS) > width) {
            int end = 0;
            Matcher letter = TextShapes.LETTER.matcher(kept);
            while (letter.find()) {
                end = letter.start();
            }
            kept = kept.substring(0, end).stripTrailing();
        }
        return new Line(kept + ELLIPSIS, line.start(), line.rightToLeft());
    }

    /** A text whose parts are measured once, in a font of the size {@link #MEASURED}, and then broken into lines of any width. */
    private static final class Measured {

        private final String text;
        private final Font font;
        private final List<Piece> pieces = new ArrayList<>();
        private final Map<String, Double> letters = new HashMap<>();

        /** A part that is not broken unless it is wider than the box. */
        private record Piece(int start, int end, double width, double widthWithBlanks, boolean endsLine) {}

        Measured(String text, Font font) {
            this.text = text;
            this.font = font;
            double blank = TextShapes.width(font, " ");
            BreakIterator breaks = BreakIterator.getLineInstance(ULocale.ROOT);
            breaks.setText(text);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
                boolean endsLine = text.charAt(end - 1) == '\n';
                String part = text.substring(start, endsLine ? end - 1 : end);
                String visible = part.stripTrailing();
                double width = TextShapes.width(font, visible);
                pieces.add(new Piece(start, start + part.length(), width, width + blank * (part.length() - visible.length()),
                        endsLine));
            }
        }

        List<Line> lines(double width) {
            List<Line> lines = new ArrayList<>();
            int paragraph = 0;
            int start = 0;
            double taken = 0;
            for (Piece piece : pieces) {
                if (taken > 0 && taken + piece.width() > width) {
                    lines.add(line(start, piece.start(), paragraph));
                    start = piece.start();
                    taken = 0;
                }
                taken += piece.widthWithBlanks();
                if (piece.width() > width) { // one very long word
                    taken = 0;
                    Matcher letter = TextShapes.LETTER.matcher(text).region(piece.start(), piece.end());
                    while (letter.find()) {
                        double advance = letters.computeIfAbsent(letter.group(), each -> TextShapes.width(font, each));
                        if (taken > 0 && taken + advance > width) {
                            lines.add(line(start, letter.start(), paragraph));
                            start = letter.start();
                            taken = 0;
                        }
                        taken += advance;
                    }
                }
                if (piece.endsLine()) {
                    lines.add(line(start, piece.end(), paragraph));
                    start = piece.end() + 1;
                    paragraph = start;
                    taken = 0;
                }
            }
            if (start < text.length() || lines.isEmpty()) {
                lines.add(line(start, text.length(), paragraph));
            }
            return lines;
        }

        private Line line(int start, int end, int paragraph) {
            int stop = text.indexOf('\n', paragraph);
            String whole = text.substring(paragraph, stop < 0 ? text.length() : stop);
            return new Line(text.substring(start, end).stripTrailing(), start, Bidi.getBaseDirection(whole) == Bidi.RTL);
        }
    }

    /** {@return the height of all lines in CSS pixels} */
    double height() {
        return lines.size() * lineHeight;
    }

    /** {@return the same lines in a box that is as wide as the widest of them} */
    TextBlock narrowed() {
        double widest = lines.stream().mapToDouble(line -> TextShapes.width(font, line.text())).max().orElse(0);
        return new TextBlock(text, lines, font, lineHeight, widest, isWhole);
    }

    /**
     * Draws the lines.
     *
     * @param g the graphics context, with the colour of the text
     * @param x the left edge of the box
     * @param y its upper edge
     */
    void paint(Graphics2D g, double x, double y) {
        g.setFont(font);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).text().isEmpty()) {
                g.drawString(lines.get(i).directed(), (float) (x + indent(lines.get(i))), (float) baseline(y, i));
            }
        }
    }

    /**
     * {@return the areas behind the first characters of the text, one or more for each line of them}
     *
     * @param end how many characters
     * @param x the left edge of the box
     * @param y its upper edge
     */
    List<Rectangle2D> behind(int end, double x, double y) {
        List<Rectangle2D> areas = new ArrayList<>();
        double size = font.getSize2D();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int last = Math.min(end - line.start(), line.text().length());
            if (last > 0) {
                TextLayout layout = TextShapes.layout(TextShapes.drawable(line.directed()), font);
                Shape highlight = layout.getLogicalHighlightShape(0, 1 + last);
                for (Rectangle2D part : parts(highlight)) {
                    areas.add(new Rectangle2D.Double(x + indent(line) + part.getX(), baseline(y, i) - ABOVE * size,
                            part.getWidth(), (ABOVE + BELOW) * size));
                }
            }
        }
        return areas;
    }

    /** {@return the bounds of each closed part of a shape, which has several if the line mixes two directions} */
    private static List<Rectangle2D> parts(Shape shape) {
        List<Rectangle2D> parts = new ArrayList<>();
        double[] points = new double[6];
        Path2D part = new Path2D.Double();
        for (PathIterator at = shape.getPathIterator(null, 1); !at.isDone(); at.next()) {
            switch (at.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> part.moveTo(points[0], points[1]);
                case PathIterator.SEG_LINETO -> part.lineTo(points[0], points[1]);
                default -> {
                    parts.add(part.getBounds2D());
                    part = new Path2D.Double();
                }
            }
        }
        return parts;
    }

    private double baseline(double y, int line) {
        return y + (line + ASCENT) * lineHeight;
    }

    private double indent(Line line) {
        return line.rightToLeft() ? width - TextShapes.width(font, line.text()) : 0;
    }
}
