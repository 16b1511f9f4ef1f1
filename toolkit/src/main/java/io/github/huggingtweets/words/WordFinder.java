package io.github.huggingtweets.words;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts texts into words at the word boundaries of Unicode (UAX #29), in texts without spaces by ICU's dictionaries. */
final class WordFinder {

    /** Unicode's NFKC_Casefold: neither case nor full width matters, nor soft hyphens, nor how an accent is encoded. */
    private static final Normalizer2 CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

    private static final Pattern ABBREVIATION = Pattern.compile("\\p{L}(\\.\\p{L})+");

    private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

    /**
     * Finds the words of a text that has neither links nor mentions any more.
     *
     * @param stopWords what to leave out
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

    /** Where words have spaces between them, a hyphen binds two into one. */
    private boolean isSpaced() {
        return boundaries.getRuleStatus() < BreakIterator.WORD_KANA;
    }

    private static boolean isHyphenBetweenLetters(String text, int at) {
        return at + 1 < text.length() && "-‐‑".indexOf(text.charAt(at)) >= 0
                && Character.isLetterOrDigit(text.codePointAt(at + 1));
    }

    /** Boundaries lie neither around full stops within a word nor around low lines, which are for programs. */
    private static void addEach(String token, StopList stopWords, List<String> words) {
        boolean whole = token.indexOf('_') < 0 && (token.indexOf('.') < 0 || ABBREVIATION.matcher(token).matches());
        for (String word : whole ? new String[] {token} : token.split("[._]+")) {
            String rest = !word.isEmpty() && Character.isLetter(word.codePointAt(0)) ? stopWords.without(word) : "";
            if (!rest.isEmpty()) {
                words.add(rest);
            }
        }
    }

    /** {@return what is the same of all forms of a word} */
    static String fold(String word) {
        boolean ascii = word.chars().allMatch(c -> c < 0x80);
        return ascii ? word.toLowerCase(Locale.ROOT) : CASE_FOLD.normalize(word).replace('’', '\'').replace('‐', '-');
    }

    /** {@return whether this is one letter of an alphabet, which is hardly ever a word; an ideograph is one} */
    static boolean isSingleLetter(String word) {
        int letter = word.codePointAt(0);
        if (word.length() > Character.charCount(letter)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script != UnicodeScript.HAN && script != UnicodeScript.HANGUL;
    }
}
