package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.words.Links;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Filters by the text of a tweet. */
final class TextFilters {

    /** A character of a word. A match with one directly before or after it is only a part of a word. */
    private static final String LETTER = "[\\p{L}\\p{M}\\p{N}_]";

    /** The scripts without spaces between words, so that the end of a word cannot be seen. */
    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(
            Character.UnicodeScript.HAN, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI, Character.UnicodeScript.LAO, Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR, Character.UnicodeScript.TIBETAN);

    private TextFilters() {}

    /**
     * {@return a filter that keeps the tweets with links, or those without}
     *
     * @param name the name of the step
     * @param wanted whether to keep the tweets with links
     */
    static RowFilter<String> links(String name, boolean wanted) {
        return new RowFilter<>(name, TweetTable.TEXT, text -> Links.areIn(text) == wanted);
    }

    /**
     * Compiles a regular expression.
     *
     * @throws IllegalArgumentException if the text is not a regular expression
     */
    static Pattern regex(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(("\"%s\" is no regular expression (%s near character %d); to look for these very"
                    + " characters, give Pattern.quote(text).").formatted(regex, e.getDescription(), e.getIndex() + 1), e);
        }
    }

    /**
     * {@return a filter that keeps the tweets that contain at least one of some words or phrases}
     *
     * @param name the name of the step
     * @param words the words, in any case
     * @throws IllegalArgumentException if one is empty
     */
    static RowFilter<String> containing(String name, String... words) {
        Pattern any = Pattern.compile(Arrays.stream(words).map(TextFilters::wholeWord).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new RowFilter<>(name, TweetTable.TEXT, text -> any.matcher(comparable(text)).find());
    }

    private static String wholeWord(String word) {
        String wanted = comparable(word);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("An empty word is in every tweet; give a word with letters.");
        }
        String before = isBounded(wanted.codePointAt(0)) ? "(?<!" + LETTER + ")" : "";
        String after = isBounded(wanted.codePointBefore(wanted.length())) ? "(?!" + LETTER + ")" : "";
        return before + Pattern.quote(wanted) + after;
    }

    private static boolean isBounded(int codePoint) {
        return !WITHOUT_SPACES.contains(Character.UnicodeScript.of(codePoint));
    }

    /** {@return the cleaned text in one encoding: Unicode has several for some letters, and two apostrophes} */
    private static String comparable(String text) {
        return Normalizer.normalize(TweetCleaner.clean(Links.withLowerCaseSchemes(text)), Normalizer.Form.NFC).replace('\u2019',
                '\'');
    }

    /** {@return a filter that keeps the newest tweet of each text} */
    static Filter withoutDuplicates() {
        return firstOfEach("Without duplicates", UnaryOperator.identity());
    }

    /** {@return a filter that keeps the newest tweet of each text; links, mentions and white space make no difference} */
    static Filter withoutNearDuplicates() {
        return firstOfEach("Without near-duplicates", TextFilters::nearDuplicateKey);
    }

    /** {@return the text without what makes no difference between near-duplicates} */
    static String nearDuplicateKey(String text) {
        return TweetCleaner.cleanWithoutMentions(Links.withLowerCaseSchemes(text));
    }

    /** {@return a filter that keeps the first tweet of each key} */
    private static Filter firstOfEach(String name, UnaryOperator<String> keyOf) {
        return Filter.inOrder(name, table -> {
            var texts = table.stringColumn(TweetTable.TEXT);
            Set<String> known = new HashSet<>();
            return row -> {
                String text = texts.get(row);
                String key = keyOf.apply(text);
                return known.add(key.equals(text) ? text : key); // most keys equal the text, which is in memory already
            };
        });
    }
}
