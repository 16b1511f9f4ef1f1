package io.github.huggingtweets.words;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds whole emoji: those that Unicode recommends for general interchange (RGI), of one code point or of several. */
final class Emoji {

    private static final String ZERO_WIDTH_JOINER = "\u200d";

    /** The variation selector for the emoji form of a character that has a text form as well. Many programs leave it out. */
    private static final String SHOW_AS_EMOJI = "\ufe0f";

    private static final Map<String, String> BY_PLAIN_FORM = byPlainForm();

    private final BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);

    /** {@return every emoji of a text, in order, in the form that Unicode recommends} */
    List<String> in(String text) {
        if (text.chars().noneMatch(Emoji::mayBePartOfOne)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        characters.setText(text);
        int start = characters.first();
        for (int end = characters.next(); end != BreakIterator.DONE; start = end, end = characters.next()) {
            if (text.substring(start, end).chars().anyMatch(Emoji::mayBePartOfOne)) {
                add(text.substring(start, end), found);
            }
        }
        return found;
    }

    /** {@return the emoji without its skin tone} */
    static String withoutSkinTone(String emoji) {
        StringBuilder plain = new StringBuilder(emoji.length());
        emoji.codePoints().filter(c -> !UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER))
                .forEach(plain::appendCodePoint);
        return plain.toString().replace(SHOW_AS_EMOJI, "");
    }

    private static void add(String character, List<String> found) {
        String emoji = BY_PLAIN_FORM.get(character.replace(SHOW_AS_EMOJI, ""));
        if (emoji != null && (character.contains(SHOW_AS_EMOJI) || isShownAsEmoji(character))) {
            found.add(emoji);
        } else if (emoji == null && character.contains(ZERO_WIDTH_JOINER)) {
            // programs show a sequence that is not recommended as separate emoji
            for (String piece : character.split(ZERO_WIDTH_JOINER)) {
                add(piece, found);
            }
        }
    }

    /** {@return whether a character without a variation selector is an emoji: hearts and suns are, but ™, ↔ and ▶ are not} */
    private static boolean isShownAsEmoji(String character) {
        int first = character.codePointAt(0);
        boolean single = character.length() == Character.charCount(first);
        return !single || first >= 0x2600 && first <= 0x27BF || first >= 0x1F000
                || UCharacter.hasBinaryProperty(first, UProperty.EMOJI_PRESENTATION);
    }

    private static boolean mayBePartOfOne(int c) {
        return Character.isSurrogate((char) c) || c >= 0x2190 && c <= 0x2BFF || c == 0x20E3 || c == 0xFE0F;
    }

    private static Map<String, String> byPlainForm() {
        Map<String, String> forms = new HashMap<>();
        for (String emoji : new UnicodeSet("[:RGI_Emoji:]")) {
            forms.put(emoji.replace(SHOW_AS_EMOJI, ""), emoji);
        }
        return forms;
    }
}
