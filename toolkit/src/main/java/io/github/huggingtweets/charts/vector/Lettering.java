package io.github.huggingtweets.charts.vector;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How a text of any script becomes shapes: letter by letter in the first font that has it, in the order in which it is read. */
final class Lettering {

    /** What a reader takes for one letter: with its accents, or an emoji with all that it is joined of. */
    static final Pattern LETTER = Pattern.compile("\\X");

    private static final Pattern NOT_DRAWN = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

    private Lettering() {}

    /** {@return the text with a blank for each line break, tab, control character and half of a character} */
    static String drawable(String text) {
        return NOT_DRAWN.matcher(text).replaceAll(" ");
    }

    /** {@return whether some font at hand has each letter of the text} */
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
     * @param text a {@link #drawable} text of at least one character; what no font has becomes boxes
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

    /** {@return the width of a text in CSS pixels; a letter that no font has is taken for a square} */
    static double width(Font font, String text) {
        String drawable = drawable(text);
        if (drawable.isEmpty() || isKnown(drawable, font)) {
            return drawable.isEmpty() ? 0 : layout(drawable, font).getAdvance();
        }
        return LETTER.matcher(drawable).results().map(MatchResult::group)
                .mapToDouble(letter -> isKnown(letter, font) ? layout(letter, font).getAdvance() : font.getSize2D()).sum();
    }
}
