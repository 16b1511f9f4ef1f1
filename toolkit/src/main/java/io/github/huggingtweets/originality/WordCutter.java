package io.github.huggingtweets.originality;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.github.huggingtweets.words.Links;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts texts into words, as {@link TrainingTweets} defines them. A cutter is for one thread. */
final class WordCutter {

    /** The scripts without spaces between words for which ICU has a dictionary. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    /** The first letter of these scripts: below it, no look-up is needed. */
    private static final char FIRST_WITHOUT_SPACES = '\u0E01';

    private BreakIterator boundaries; // null until a text needs it

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
        String plain = Links.blanked(text);
        List<Word> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || isWhiteSpace(plain.charAt(i))) {
                if (i > start) {
                    addEach(plain, start, i, words);
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean isWhiteSpace(char c) {
        return c <= ' ' ? Character.isWhitespace(c) : c >= '\u0085' && UCharacter.isUWhiteSpace(c);
    }

    private void addEach(String text, int start, int end, List<Word> words) {
        if (isWithoutSpaces(text, start, end)) {
            addSegments(text, start, end, words);
        } else {
            add(text, start, end, words);
        }
    }

    /** Adds the words of a part that contains a script without spaces. Signs belong to the word before them. */
    private void addSegments(String text, int partStart, int partEnd, List<Word> words) {
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
            boolean withoutSpaces = isWithoutSpaces(text, from, to);
            if (text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
                if (hasWord && (withoutSpaces || hasWithoutSpaces)) {
                    add(text, start, from, words);
                    start = from;
                    hasWithoutSpaces = false;
                }
                hasWord = true;
                hasWithoutSpaces |= withoutSpaces;
            }
            from = to;
        }
        add(text, start, partEnd, words);
    }

    private static boolean isWithoutSpaces(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= FIRST_WITHOUT_SPACES && WITHOUT_SPACES.contains(UnicodeScript.of(text.codePointAt(i)))) {
                return true;
            }
        }
        return false;
    }

    private static void add(String text, int start, int end, List<Word> words) {
        words.add(new Word(fold(text.substring(start, end)), start, end));
    }

    private static String fold(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return UCharacter.foldCase(word, true);
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }
}
