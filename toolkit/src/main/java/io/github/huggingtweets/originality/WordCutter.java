package io.github.huggingtweets.originality;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.github.huggingtweets.words.Links;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Cuts texts into words, as {@link TrainingTweets} defines them. A cutter is for one thread. */
final class WordCutter {

    /** The scripts without spaces between words for which ICU has a dictionary. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    /** Kinds of characters, as bits. A table is several times as fast as look-ups in Unicode's properties. */
    private static final int WHITE_SPACE = 1;
    private static final int LETTER_OR_DIGIT = 2;
    private static final int WITHOUT_SPACE = 4;
    private static final byte[] KINDS = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            KINDS[c] = (byte) kind(c);
        }
    }

    private BreakIterator boundaries; // null until a text needs it
    private int[] bounds = new int[64]; // of the words of the current text: where each begins and ends
    private int filled;

    /**
     * A word of a text.
     *
     * @param key the word in folded case, which equal words share
     * @param start where it begins in the text, in UTF-16 units
     * @param end where it ends, exclusive
     */
    record Word(String key, int start, int end) {}

    /** {@return the words of a text, in order} */
    List<Word> words(String text) {
        int[] cut = bounds(text);
        return IntStream.range(0, cut.length / 2)
                .mapToObj(i -> new Word(fold(text.substring(cut[2 * i], cut[2 * i + 1])), cut[2 * i], cut[2 * i + 1])).toList();
    }

    /** {@return where each word of a text begins and ends, exclusive, one after the other} */
    int[] bounds(String text) {
        filled = 0;
        String plain = Links.blanked(text);
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || KINDS[plain.charAt(i)] == WHITE_SPACE) {
                if (i > start) {
                    addEach(plain, start, i);
                }
                start = i + 1;
            }
        }
        return Arrays.copyOf(bounds, filled);
    }

    private void addEach(String text, int start, int end) {
        if ((kinds(text, start, end) & WITHOUT_SPACE) != 0) {
            addSegments(text, start, end);
        } else {
            add(start, end);
        }
    }

    /** Adds the words of a part that contains a script without spaces. Signs belong to the word before them. */
    private void addSegments(String text, int partStart, int partEnd) {
        if (boundaries == null) {
            boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
        }
        boundaries.setText(text.substring(partStart, partEnd));
        int start = partStart;
        boolean hasWord = false; // since start
        boolean hasWithoutSpaces = false;
        int from = partStart;
        for (int next = boundaries.next(); next != BreakIterator.DONE; next = boundaries.next()) {
            int to = partStart + next;
            int kinds = kinds(text, from, to);
            if ((kinds & LETTER_OR_DIGIT) != 0) {
                boolean withoutSpaces = (kinds & WITHOUT_SPACE) != 0;
                if (hasWord && (withoutSpaces || hasWithoutSpaces)) {
                    add(start, from);
                    start = from;
                    hasWithoutSpaces = false;
                }
                hasWord = true;
                hasWithoutSpaces |= withoutSpaces;
            }
            from = to;
        }
        add(start, partEnd);
    }

    /** {@return the kinds of all characters of a part} */
    private static int kinds(String text, int start, int end) {
        int kinds = 0;
        for (int i = start; i < end; i++) {
            kinds |= Character.isHighSurrogate(text.charAt(i)) ? kind(text.codePointAt(i)) : KINDS[text.charAt(i)];
        }
        return kinds;
    }

    private static int kind(int character) {
        if (UCharacter.isUWhiteSpace(character) || character >= 0x1C && character <= 0x1F) {
            return WHITE_SPACE;
        }
        return (Character.isLetterOrDigit(character) ? LETTER_OR_DIGIT : 0)
                | (WITHOUT_SPACES.contains(UnicodeScript.of(character)) ? WITHOUT_SPACE : 0);
    }

    private void add(int start, int end) {
        if (filled == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * filled);
        }
        bounds[filled++] = start;
        bounds[filled++] = end;
    }

    /** {@return a word in folded case} */
    static String fold(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return UCharacter.foldCase(word, true);
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }
}
