package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Mentions;
import io.github.huggingtweets.corpus.TweetCleaner;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** The choice of tweets by their texts. */
public final class TextFilters {

    private static final Pattern LINK = Pattern.compile("https?:\\S", Pattern.CASE_INSENSITIVE);

    /** What may not stand beside a whole word. */
    private static final String LETTER = "[\\p{L}\\p{M}\\p{N}_]";

    /** The scripts that are written without spaces, so that the end of a word cannot be seen. */
    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(
            Character.UnicodeScript.HAN, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI, Character.UnicodeScript.LAO, Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR, Character.UnicodeScript.TIBETAN);

    private TextFilters() {}

    private static Filter byText(String name, Predicate<String> test) {
        return Filter.ofEach(name, table -> {
            var text = table.stringColumn("text");
            return row -> test.test(text.get(row));
        });
    }

    /**
     * {@return a filter for tweets with links, or without}
     *
     * @param name what the step is called
     * @param wanted whether those with links are kept, or the others
     */
    public static Filter links(String name, boolean wanted) {
        return byText(name, text -> LINK.matcher(text).find() == wanted);
    }

    /** @throws IllegalArgumentException if it is no regular expression */
    public static Pattern regex(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(("\"%s\" is no regular expression (%s near character %d); to look for these very"
                    + " characters, give Pattern.quote(text).").formatted(regex, e.getDescription(), e.getIndex() + 1), e);
        }
    }

    /** {@return a filter that keeps the tweets in whose texts a regular expression is found} */
    public static Filter matching(Pattern pattern) {
        return byText("Matching " + pattern, text -> pattern.matcher(text).find());
    }

    /**
     * {@return a filter that keeps the tweets with at least one of some words or phrases}
     *
     * @param name what the step is called
     * @param words the words, in any case
     * @throws IllegalArgumentException if one is empty
     */
    public static Filter containing(String name, String... words) {
        Pattern any = Pattern.compile(Arrays.stream(words).map(TextFilters::wholeWord).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return byText(name, text -> any.matcher(comparable(text)).find());
    }

    private static String wholeWord(String word) {
        String wanted = comparable(word);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("An empty word stands in every tweet; give a word with letters.");
        }
        String before = isBounded(wanted.codePointAt(0)) ? "(?<!" + LETTER + ")" : "";
        String after = isBounded(wanted.codePointBefore(wanted.length())) ? "(?!" + LETTER + ")" : "";
        return before + Pattern.quote(wanted) + after;
    }

    private static boolean isBounded(int codePoint) {
        return !WITHOUT_SPACES.contains(Character.UnicodeScript.of(codePoint));
    }

    /** The same letters may be written in several ways, and apostrophes in two. */
    private static String comparable(String text) {
        return Normalizer.normalize(TweetCleaner.clean(text), Normalizer.Form.NFC).replace('\u2019', '\'');
    }

    /** {@return a filter that keeps the newest tweet of each text} */
    public static Filter withoutDuplicates() {
        return firstOfEach("Without duplicates", UnaryOperator.identity());
    }

    /** {@return a filter that keeps the newest tweet of each text, whatever its links, mentions and white space} */
    public static Filter withoutNearDuplicates() {
        return firstOfEach("Without near-duplicates", text -> {
            String clean = TweetCleaner.clean(text);
            return Mentions.areIn(clean) ? TweetCleaner.clean(Mentions.FIND.matcher(clean).replaceAll(" ")) : clean;
        });
    }

    private static Filter firstOfEach(String name, UnaryOperator<String> essence) {
        return Filter.inOrder(name, table -> {
            var texts = table.stringColumn("text");
            Set<String> known = new HashSet<>();
            return row -> {
                String text = texts.get(row);
                String key = essence.apply(text);
                return known.add(key.equals(text) ? text : key); // most texts are their own essence, and are in memory already
            };
        });
    }
}
