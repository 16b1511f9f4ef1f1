package io.github.huggingtweets.charts.vector;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The typeface of every chart, which lies beside this class with its licence: Inter for Latin, Greek and Cyrillic letters, Noto
 * Sans for those of Japanese, Korean, Arabic, Hebrew, Thai and Hindi, and Noto Emoji, built into one by
 * {@code src/main/python/build_house_font.py}. With it, charts look the same everywhere, even where there is no font at all. The
 * semi-bold font has the letters of Inter alone.
 */
public final class HouseFont {

    /** Text is measured as it is drawn: smooth, at fractions of a pixel. */
    public static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private static final Font REGULAR = load("House-Regular.ttf");
    private static final Font SEMI_BOLD = load("House-SemiBold.ttf");

    private HouseFont() {}

    /**
     * Returns the font for text and numbers.
     *
     * @param size the size in CSS pixels
     * @return the font
     */
    public static Font regular(float size) {
        return REGULAR.deriveFont(size);
    }

    /**
     * Returns the font for titles and what is to stand out.
     *
     * @param size the size in CSS pixels
     * @return the font
     */
    public static Font semiBold(float size) {
        return SEMI_BOLD.deriveFont(size);
    }

    /** {@return the weight in the numbers of CSS, 400 for the normal one} */
    static int weight(Font font) {
        return font.getFontName().equals(SEMI_BOLD.getFontName()) ? 600 : font.isBold() ? 700 : 400;
    }

    /** {@return whether the font has a glyph for every character} */
    static boolean covers(Font font, String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /** {@return the fonts that a text is drawn in: each part of it in the first one that has its letters} */
    static List<Font> chain(Font font) {
        Font complete = REGULAR.deriveFont(weight(font) > 400 ? Font.BOLD : Font.PLAIN, font.getSize2D());
        return List.of(font, complete, substituteFor(font));
    }

    /**
     * Measures a text.
     *
     * @return its width in CSS pixels, drawn in this font and in others where this one lacks a letter
     */
    public static double width(Font font, String text) {
        return Lettering.width(font, text);
    }

    /**
     * Shortens a text to a width, between what a reader takes for letters: no emoji and no accent is cut in two.
     *
     * @param width the width in CSS pixels
     * @return the text, or as much of it as fits with an ellipsis behind it
     */
    public static String fit(Font font, String text, double width) {
        double ellipsis = Lettering.width(font, "…");
        double taken = 0;
        int withEllipsis = 0;
        Matcher letter = Lettering.LETTER.matcher(text);
        while (letter.find()) {
            taken += Lettering.width(font, letter.group());
            if (taken > width) {
                return text.substring(0, withEllipsis).stripTrailing() + "…";
            }
            withEllipsis = taken + ellipsis <= width ? letter.end() : withEllipsis;
        }
        return text;
    }

    /**
     * Breaks a text into lines of a width, between words. The last line ends in an ellipsis if there is still more.
     *
     * @param width the width in CSS pixels
     * @param most how many lines there may be
     * @return the lines, at least one
     */
    public static List<String> lines(Font font, String text, double width, int most) {
        int end = text.length();
        while (end > 0 && most > 1 && Lettering.width(font, text.substring(0, end)) > width) {
            end = text.lastIndexOf(' ', end - 1);
        }
        if (end <= 0 || end == text.length()) {
            return List.of(fit(font, text, width));
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end)));
        lines.addAll(lines(font, text.substring(end + 1), width, most - 1));
        return lines;
    }

    /** {@return a font of the system for what the house font lacks, or the house font where the system has none} */
    static Font substituteFor(Font font) {
        int style = weight(font) > 400 ? Font.BOLD : Font.PLAIN;
        Font substitute = new Font(Font.SANS_SERIF, style, 1).deriveFont(font.getSize2D());
        try {
            new TextLayout("x", substitute, METRICS);
            return substitute;
        } catch (Error noFontsAtAll) {
            return font;
        }
    }

    private static Font load(String name) {
        try {
            return create(name);
        } catch (InternalError | RuntimeException noFontsInTheSystem) {
            // the JDK gives up where fontconfig knows no font, and goes on where a configuration of its own says so
            withoutSystemFonts();
            return create(name);
        }
    }

    private static void withoutSystemFonts() {
        try {
            Path configuration = Files.createTempFile("fontconfig", ".properties");
            configuration.toFile().deleteOnExit();
            Files.writeString(configuration, "version=1\nsequence.allfonts=default\n");
            System.setProperty("sun.awt.fontconfig", configuration.toString());
        } catch (IOException e) {
            throw new IllegalStateException("Charts need fonts, and this system has none: install fontconfig and a font, with"
                    + " \"apt-get install -y fontconfig fonts-dejavu-core\" on Debian and Ubuntu", e);
        }
    }

    private static Font create(String name) {
        try (InputStream file = HouseFont.class.getResourceAsStream(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The font " + name + " that comes with the toolkit cannot be read", e);
        }
    }
}
