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
 * The fonts of every chart, which are resources beside this class with their licence: Inter for Latin, Greek and Cyrillic
 * letters, Noto Sans for Japanese, Korean, Arabic, Hebrew, Thai and Hindi, and Noto Emoji, merged by
 * {@code src/main/python/build_house_font.py}. With them a chart looks the same on every machine, even on one without fonts. The
 * semi-bold font has the letters of Inter only.
 */
final class HouseFont {

    /** How text is measured: anti-aliased, at fractions of a pixel, as it is drawn. */
    static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private static Font regular;
    private static Font semiBold;

    private HouseFont() {}

    /** Loads the fonts at their first use, and not with the class, so that a failure can be mended while the program runs. */
    private static synchronized void loadOnce() {
        if (semiBold == null) {
            regular = load("House-Regular.ttf");
            semiBold = load("House-SemiBold.ttf");
        }
    }

    /**
     * {@return the font for text and numbers}
     *
     * @param size the size in CSS pixels
     * @throws IllegalStateException if the fonts cannot be unpacked
     */
    static Font regular(float size) {
        loadOnce();
        return regular.deriveFont(size);
    }

    /**
     * {@return the font for titles and emphasis}
     *
     * @param size the size in CSS pixels
     * @throws IllegalStateException if the fonts cannot be unpacked
     */
    static Font semiBold(float size) {
        loadOnce();
        return semiBold.deriveFont(size);
    }

    /** {@return the weight as CSS counts it, 400 for a regular font} */
    static int weight(Font font) {
        loadOnce();
        return font.getFontName().equals(semiBold.getFontName()) ? 600 : font.isBold() ? 700 : 400;
    }

    /** {@return whether the font has a glyph for every character} */
    static boolean covers(Font font, String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /** {@return the fonts for a text, the preferred one first; each letter is drawn in the first font that has it} */
    static List<Font> chain(Font font) {
        Font complete = regular(font.getSize2D()).deriveFont(weight(font) > 400 ? Font.BOLD : Font.PLAIN);
        return List.of(font, complete, substituteFor(font));
    }

    /** {@return a font of the system for letters that the fonts here lack, or the given font if the system has none} */
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
            // if fontconfig knows no font, the JDK needs a configuration of its own to open a font file
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
            throw unreadable(e);
        }
    }

    private static Font create(String name) {
        try (InputStream file = HouseFont.class.getResourceAsStream(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("The font " + name + " that comes with the toolkit cannot be read", e);
        }
    }

    private static IllegalStateException unreadable(IOException failure) {
        return new IllegalStateException(("The fonts of charts cannot be read (%s). Java unpacks them into %s, the folder for"
                + " temporary files: make room there and try again, or start Java with -Djava.io.tmpdir=FOLDER, which for ./lab goes"
                + " into LAB_JAVA_OPTS. Java also needs the library FreeType, which is in libfreetype6 on Debian and Ubuntu.")
                .formatted(failure.getMessage(), System.getProperty("java.io.tmpdir")), failure);
    }
}
