package io.github.huggingtweets.drawing;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures, breaks and lays out text of any script. Each letter is drawn in the first font that has it. */
final class TextShapes {

    /** A grapheme cluster: a letter with its accents, or an emoji with all its joined parts. */
    static final Pattern LETTER = Pattern.compile("\\X");

    private static final Pattern NOT_DRAWN = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

    private TextShapes() {}

    /** {@return the text with a blank for each line break, tab, control character and unpaired surrogate} */
    static String drawable(String text) {
        return NOT_DRAWN.matcher(text).replaceAll(" ");
    }

    /** {@return whether each letter of the text is in one of the fonts for it} */
    static boolean isKnown(String text, Font font) {
        if (HouseFont.covers(font, text)) {
            return true;
        }
        List<Font> fonts = HouseFont.chain(font);
        return LETTER.matcher(text).results()
                .allMatch(letter -> fonts.stream().anyMatch(candidate -> HouseFont.covers(candidate, letter.group())));
    }

    /**
     * Lays a text out in a line.
     *
     * @param text a {@link #drawable} text of at least one character
     * @param font the preferred font
     * @return the line; letters that no font has are boxes
     */
    static TextLayout layout(String text, Font font) {
        if (HouseFont.covers(font, text)) {
            return new TextLayout(text, font, HouseFont.METRICS);
        }
        List<Font> fonts = HouseFont.chain(font);
        AttributedString styled = new AttributedString(text);
        LETTER.matcher(text).results().forEach(letter -> styled.addAttribute(TextAttribute.FONT,
                fonts.stream().filter(candidate -> HouseFont.covers(candidate, letter.group())).findFirst().orElse(font),
                letter.start(), letter.end()));
        return new TextLayout(styled.getIterator(), HouseFont.METRICS);
    }

    /** {@return the width of a text in CSS pixels; a letter that no font has counts as a square} */
    static double width(Font font, String text) {
        String drawable = drawable(text);
        if (drawable.isEmpty() || isKnown(drawable, font)) {
            return drawable.isEmpty() ? 0 : layout(drawable, font).getAdvance();
        }
        return LETTER.matcher(drawable).results().map(MatchResult::group)
                .mapToDouble(letter -> isKnown(letter, font) ? layout(letter, font).getAdvance() : font.getSize2D()).sum();
    }

    /**
     * Shortens a text to a width. No emoji is cut in two, and no letter loses its accent.
     *
     * @param font the font
     * @param text the text
     * @param width the width in CSS pixels
     * @return the text, or the longest beginning that fits, with an ellipsis behind it
     */
    static String fit(Font font, String text, double width) {
        double ellipsis = width(font, "…");
        double taken = 0;
        int withEllipsis = 0;
        Matcher letter = LETTER.matcher(text);
        while (letter.find()) {
            taken += width(font, letter.group());
            if (taken > width) {
                return text.substring(0, withEllipsis).stripTrailing() + "…";
            }
            withEllipsis = taken + ellipsis <= width ? letter.end() : withEllipsis;
        }
        return text;
    }

    /**
     * Shortens a text to a width at its beginning, as it suits paths, which differ at their ends.
     *
     * @param font the font
     * @param text the text
     * @param width the width in CSS pixels
     * @return the text, or the longest end that fits, with an ellipsis before it
     */
    static String fitEnd(Font font, String text, double width) {
        List<MatchResult> letters = LETTER.matcher(text).results().toList();
        double ellipsis = width(font, "…");
        double taken = 0;
        int withEllipsis = text.length();
        for (int i = letters.size() - 1; i >= 0; i--) {
            taken += width(font, letters.get(i).group());
            if (taken > width) {
                return "…" + text.substring(withEllipsis).stripLeading();
            }
            withEllipsis = taken + ellipsis <= width ? letters.get(i).start() : withEllipsis;
        }
        return text;
    }

    /**
     * Breaks a text into lines of a width, between words. The last line ends in an ellipsis if the text is longer.
     *
     * @param font the font
     * @param text the text
     * @param width the width in CSS pixels
     * @param most how many lines there may be
     * @return the lines, at least one
     */
    static List<String> lines(Font font, String text, double width, int most) {
        int end = text.length();
        while (end > 0 && most > 1 && width(font, text.substring(0, end)) > width) {
            end = text.lastIndexOf(' ', end - 1);
        }
        if (end <= 0 || end == text.length()) {
            return List.of(fit(font, text, width));
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end)));
        lines.addAll(lines(font, text.substring(end + 1), width, most - 1));
        return lines;
    }
}
