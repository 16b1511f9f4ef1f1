package io.github.huggingtweets.words;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts texts into words at Unicode's word boundaries (UAX #29). In texts without spaces, ICU's dictionaries find the boundaries.
 */
final class WordFinder {

    /** Unicode's NFKC_Casefold ignores case, full width, soft hyphens and the encoding of accents. */
    private static final Normalizer2 CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

    private static final Pattern ABBREVIATION = Pattern.compile("\\p{L}(\\.\\p{L})+");

    private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

    /**
     * Finds the words of a text.
     *
     * @param text a text without links, mentions and other {@link Entities}
     * @param stopWords the words to leave out
     * @return the words as they are written, in order
     */
    List<String> words(String text, StopList stopWords) {
        List<String> words = new ArrayList<>();
        boundaries.setText(text);
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            if (Character.isLetter(text.codePointAt(start)) || text.charAt(start) == '_') {
                boolean spaced = isSpaced();
                while (spaced && isHyphenBetweenLetters(text, end)) {
                    end = boundaries.following(end + 1);
                }
                addEach(text.substring(start, end), stopWords, words);
            }
        }
        return words;
    }

    /** {@return whether the word belongs to a script with spaces between words, where a hyphen joins two words into one} */
    private boolean isSpaced() {
        return boundaries.getRuleStatus() < BreakIterator.WORD_KANA;
    }

    private static boolean isHyphenBetweenLetters(String text, int at) {
        return at + 1 < text.length() && "-‐‑".indexOf(text.charAt(at)) >= 0
                && Character.isLetterOrDigit(text.codePointAt(at + 1));
    }

    /** Adds the words of a token. Unicode has no boundary at a full stop within a word, nor at an underscore. */
    private static void addEach(String token, StopList stopWords, List<String> words) {
        boolean whole = token.indexOf('_') < 0 && (token.indexOf('.') < 0 || ABBREVIATION.matcher(token).matches());
        for (String word : whole ? new String[] {token} : token.split("[._]+")) {
            String rest = !word.isEmpty() && Character.isLetter(word.codePointAt(0)) ? stopWords.without(word) : "";
            if (!rest.isEmpty()) {
                words.add(rest);
            }
        }
    }

    /** {@return the key that all forms of a word share} */
    static String fold(String word) {
        boolean ascii = word.chars().allMatch(c -> c < 0x80);
        return ascii ? word.toLowerCase(Locale.ROOT) : CASE_FOLD.normalize(word).replace('’', '\'').replace('‐', '-');
    }

    /** {@return whether this is a single letter of an alphabet, which is rarely a word; a single ideograph often is} */
    static boolean isSingleLetter(String word) {
        int letter = word.codePointAt(0);
        if (word.length() > Character.charCount(letter)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script != UnicodeScript.HAN && script != UnicodeScript.HANGUL;
    }
}
