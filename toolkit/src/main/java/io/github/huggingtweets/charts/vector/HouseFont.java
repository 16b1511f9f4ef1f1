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
 * The typeface of every chart: Inter, cut down to Latin letters, which lies beside this class with its licence. Charts so look the
 * same everywhere, on machines without any font as well.
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

    /** {@return the width of the text, where a character that the font lacks counts as a square} */
    static double width(Font font, String text) {
        return text.codePoints()
                .mapToDouble(letter -> font.canDisplay(letter)
                        ? font.getStringBounds(Character.toString(letter), METRICS).getWidth()
                        : font.getSize2D())
                .sum();
    }

    /**
     * Shortens a text to a width.
     *
     * @param width the width in CSS pixels
     * @return the text, or as much of it as fits with an ellipsis behind it
     */
    public static String fit(Font font, String text, double width) {
        if (width(font, text) <= width) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        int end = letters.length;
        while (end > 0 && width(font, new String(letters, 0, end) + "…") > width) {
            end--;
        }
        return new String(letters, 0, end).stripTrailing() + "…";
    }

    /** {@return a font of the system for what the house font lacks, or the house font where the system has none} */
    static Font substituteFor(Font font) {
        Font substitute = new Font(Font.SANS_SERIF, weight(font) > 400 ? Font.BOLD : Font.PLAIN, 1).deriveFont(font.getSize2D());
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
            // The JDK gives up where fontconfig knows no font. It goes on when a font configuration of its own says there is none.
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
