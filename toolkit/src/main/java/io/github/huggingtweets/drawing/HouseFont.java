package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The typeface of every chart, which lies beside this class with its licence: Inter for Latin, Greek and Cyrillic letters, Noto
 * Sans for those of Japanese, Korean, Arabic, Hebrew, Thai and Hindi, and Noto Emoji, built into one by
 * {@code src/main/python/build_house_font.py}. With it, charts look the same everywhere, even where there is no font at all. The
 * semi-bold font has the letters of Inter alone.
 */
final class HouseFont {

    /** Text is measured as it is drawn: smooth, at fractions of a pixel. */
    static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private static final Font REGULAR = load("House-Regular.ttf");
    private static final Font SEMI_BOLD = load("House-SemiBold.ttf");

    private HouseFont() {}

    /**
     * Returns the font for text and numbers.
     *
     * @param size the size in CSS pixels
     * @return the font
     */
    static Font regular(float size) {
        return REGULAR.deriveFont(size);
    }

    /**
     * Returns the font for titles and what is to stand out.
     *
     * @param size the size in CSS pixels
     * @return the font
     */
    static Font semiBold(float size) {
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
