package io.github.huggingtweets.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes marks as SVG and HTML without identifiers, scripts or style sheets, so that many charts fit into one page. */
final class SvgWriter {

    private static final String FONTS = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

    /** The smallest text in a page that is easy to read on a phone, in CSS pixels. */
    private static final int LEAST_TEXT_SIZE = 10;

    /** The colour that becomes the text colour of the page, or null. */
    private final Color ink;

    private SvgWriter(Color ink) {
        this.ink = ink;
    }

    /**
     * {@return an SVG file on white}
     *
     * @param marks what is drawn, in order
     * @param width the width of the picture in CSS pixels
     * @param height its height in CSS pixels
     * @param margin the width of a margin around it in CSS pixels
     * @param description the picture in words, for screen readers
     */
    static String file(List<Mark> marks, int width, int height, int margin, String description) {
        String white = format("<rect x=\"%d\" y=\"%<d\" width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n", -margin);
        return new SvgWriter(null).write(marks, width, height, margin, description, "", white);
    }

    /**
     * {@return an SVG element for an HTML page, without a background and without a style}
     *
     * @param marks what is drawn, in order
     * @param width the width of the picture in CSS pixels
     * @param height its height in CSS pixels
     * @param description the picture in words, for screen readers
     * @param ink the colour that is replaced by the text colour of the page, at any opacity
     */
    static String element(List<Mark> marks, int width, int height, String description, Color ink) {
        return new SvgWriter(ink).write(marks, width, height, 0, description, "", "");
    }

    /**
     * {@return an SVG element for an HTML page, without a background; in a narrow page it shrinks as far as its text stays readable}
     *
     * @param marks what is drawn, in order
     * @param width the width of the picture in CSS pixels
     * @param height its height in CSS pixels
     * @param description the picture in words, for screen readers
     * @param ink the colour that is replaced by the text colour of the page, at any opacity
     */
    static String styled(List<Mark> marks, int width, int height, String description, Color ink) {
        int leastWidth = (int) Math.ceil((double) width * LEAST_TEXT_SIZE / HouseStyle.TEXT_SIZE);
        String style = format(" style=\"display: block; min-width: %dpx; max-width: 100%%; height: auto;\"", leastWidth);
        return new SvgWriter(ink).write(marks, width, height, 0, description, style, "");
    }

    /**
     * {@return a figure for an HTML page: a title, an explanation, and a drawing that scrolls in a page that is too narrow for it}
     *
     * @param title the title
     * @param explanation the text below it
     * @param width the width of the figure in CSS pixels
     * @param drawing the SVG element; if it is empty, the figure has only the two texts
     */
    static String figure(String title, String explanation, int width, String drawing) {
        StringBuilder figure =
                new StringBuilder("<figure class=\"mathjax_ignore tex2jax_ignore\" style=\"margin: .3em 0 .8em;\">\n")
                        .append(format("<figcaption style=\"font: 13px/1.4 %s; max-width: %dpx; margin-bottom: 6px;\">", FONTS,
                                width))
                        .append("<b style=\"display: block; font-size: 16px; font-weight: 600;\">").append(escape(title))
                        .append("</b> ")
                        .append("<span style=\"opacity: .72;\">").append(escape(explanation)).append("</span></figcaption>\n");
        if (!drawing.isEmpty()) {
            figure.append("<div class=\"ht-scroll\" style=\"overflow-x: auto;\" tabindex=\"0\" role=\"group\" aria-label=\"")
                    .append(escape(title)).append("\">\n").append(drawing).append("</div>\n");
        }
        return figure.append("</figure>\n").toString();
    }

    private String write(
            List<Mark> marks, int width, int height, int margin, String description, String style, String background) {
        int wholeWidth = width + 2 * margin;
        int wholeHeight = height + 2 * margin;
        StringBuilder svg = new StringBuilder(
                format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\"", wholeWidth, wholeHeight));
        svg.append(format(" viewBox=\"%d %d %d %d\"", -margin, -margin, wholeWidth, wholeHeight));
        svg.append(" role=\"img\" aria-label=\"").append(escape(description)).append('"');
        svg.append(style).append(">\n").append(background);
        MergedAreas.of(marks).forEach(mark -> svg.append(element(mark)).append('\n'));
        return svg.append("</svg>\n").toString();
    }

    /**
     * {@return a figure for an HTML page: a picture that has its own background and is drawn smaller in a narrow page}
     *
     * @param picture the SVG element, of which only the first tag is changed
     * @param width the greatest width of the figure in CSS pixels
     */
    static String figure(String picture, int width) {
        String style = format(" style=\"display: block; width: 100%%; max-width: %dpx; height: auto; border-radius: 8px;"
                + " outline: 1px solid rgba(128, 128, 128, .4); outline-offset: -1px;\"", width);
        return "<figure class=\"mathjax_ignore tex2jax_ignore\" style=\"margin: .3em 0 .8em;\">\n"
                + picture.replaceFirst("<svg", "<svg" + style) + "</figure>\n";
    }

    private String element(Mark mark) {
        if (mark instanceof Mark.Photo photo) {
            return format("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%<s\" href=\"data:image/png;base64,%s\"/>",
                    number(photo.x()), number(photo.y()), number(photo.size()), photo.png());
        }
        if (mark instanceof Mark.Area area) {
            String evenOdd = area.isEvenOdd() ? " fill-rule=\"evenodd\"" : "";
            return "<path d=\"" + path(area.shape()) + "\"" + evenOdd + colour("fill", area.color()) + "/>";
        }
        if (mark instanceof Mark.Line line) {
            String stroke = colour("stroke", line.color()) + pen(line.stroke());
            return "<path d=\"" + path(line.path()) + "\" fill=\"none\"" + stroke + "/>";
        }
        Mark.Text text = (Mark.Text) mark;
        return format("<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-size=\"%s\" font-weight=\"%d\"%s>%s</text>",
                number(text.x()), number(text.baseline()), FONTS, number(text.font().getSize2D()),
                HouseFont.weight(text.font()), colour("fill", text.color()), escape(text.text()));
    }

    private String colour(String attribute, Color color) {
        boolean follows = ink != null && (color.getRGB() & 0xffffff) == (ink.getRGB() & 0xffffff);
        String name = follows ? "currentColor" : "#%06x".formatted(color.getRGB() & 0xffffff);
        boolean opaque = color.getAlpha() == 255;
        String opacity = opaque ? "" : " %s-opacity=\"%s\"".formatted(attribute, number(color.getAlpha() / 255.0));
        return " " + attribute + "=\"" + name + "\"" + opacity;
    }

    private static String pen(BasicStroke stroke) {
        String dashes = stroke.getDashArray() == null ? "" : " stroke-dasharray=\"" + dashes(stroke.getDashArray()) + "\"";
        return " stroke-width=\"%s\" stroke-linecap=\"%s\" stroke-linejoin=\"%s\"%s".formatted(
                number(stroke.getLineWidth()),
                List.of("butt", "round", "square").get(stroke.getEndCap()),
                List.of("miter", "round", "bevel").get(stroke.getLineJoin()),
                dashes);
    }

    private static String dashes(float[] lengths) {
        String[] numbers = new String[lengths.length];
        Arrays.setAll(numbers, i -> number(lengths[i]));
        return String.join(" ", numbers);
    }

    /**
     * {@return the shape as path data, with each point relative to the one before}
     *
     * <p>Points are rounded to hundredths of a pixel before they are subtracted, so that rounding errors do not add up.
     */
    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] points = new double[6];
        long[] pen = new long[2];
        long[] start = new long[2];
        for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            int segment = at.currentSegment(points);
            int numbers = List.of(2, 2, 4, 6, 0).get(segment);
            long[] end = segment == PathIterator.SEG_CLOSE ? start : new long[2];
            StringBuilder steps = new StringBuilder();
            for (int i = 0; i < numbers; i++) {
                long hundredths = Math.round(points[i] * 100);
                String number = decimal(hundredths - pen[i % 2]);
                steps.append(i == 0 || number.startsWith("-") ? "" : " ").append(number);
                end[i % 2] = hundredths;
            }
            if (segment == PathIterator.SEG_LINETO && end[1] == pen[1]) {
                path.append('h').append(decimal(end[0] - pen[0]));
            } else if (segment == PathIterator.SEG_LINETO && end[0] == pen[0]) {
                path.append('v').append(decimal(end[1] - pen[1]));
            } else {
                path.append("mlqcz".charAt(segment)).append(steps);
            }
            pen = end.clone();
            start = segment == PathIterator.SEG_MOVETO ? pen.clone() : start;
        }
        return path.toString();
    }

    private static String number(double value) {
        return decimal(Math.round(value * 100));
    }

    /** {@return a number of hundredths in its shortest form in SVG: 50 is .5} */
    private static String decimal(long hundredths) {
        long whole = Math.abs(hundredths) / 100;
        long decimals = Math.abs(hundredths) % 100;
        StringBuilder digits = new StringBuilder(hundredths < 0 ? "-" : "");
        if (whole > 0 || decimals == 0) {
            digits.append(whole);
        }
        if (decimals > 0) {
            digits.append('.').append(decimals / 10);
        }
        if (decimals % 10 > 0) {
            digits.append(decimals % 10);
        }
        return digits.toString();
    }

    /** Formats with the digits of SVG, whatever digits the locale of the machine has. */
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Escapes text for XML, which cannot hold control characters and unpaired surrogates. */
    private static String escape(String text) {
        String valid = text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ");
        return valid.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
