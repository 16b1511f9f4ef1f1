package io.github.huggingtweets.charts.vector;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The typeface of every chart, which lies beside this class with its licence: Inter 4.001, the Latin part of the npm package
 * {@code @fontsource/inter} 5.3.0 without hints and alternates. With it, charts look the same everywhere, even where there is no
 * font at all.
 */
public final class HouseFont {

    /** Text is measured as it is drawn: smooth, at fractions of a pixel. */
    public static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private static final Font REGULAR = load("Inter-Regular.ttf");
    private static final Font SEMI_BOLD = load("Inter-SemiBold.ttf");

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

    /** {@return whether the font has a glyph for every character, which it has not for emoji or Japanese} */
    static boolean covers(Font font, String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /**
     * Shortens a text to a width. A character that the font lacks is taken for a square.
     *
     * @param width the width in CSS pixels
     * @return the text, or as much of it as fits with an ellipsis behind it
     */
    public static String fit(Font font, String text, double width) {
        int[] letters = text.codePoints().toArray();
        double taken = 0;
        int withEllipsis = 0;
        for (int end = 0; end < letters.length; end++) {
            taken += width(font, letters[end]);
            if (taken > width) {
                return new String(letters, 0, withEllipsis).stripTrailing() + "…";
            }
            withEllipsis = taken + width(font, '…') <= width ? end + 1 : withEllipsis;
        }
        return text;
    }

    private static double width(Font font, int letter) {
        return font.canDisplay(letter)
                ? font.getStringBounds(Character.toString(letter), METRICS).getWidth()
                : font.getSize2D();
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
