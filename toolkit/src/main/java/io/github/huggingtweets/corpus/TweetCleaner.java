package io.github.huggingtweets.corpus;

/**
 * The cleaning rules of huggingtweets, exactly: what a model learns from a tweet, and whether the tweet says enough.
 *
 * <p>White space is what Python 3 takes for it, because the published bots were cleaned with {@code re} and {@code str.split}.
 * It is neither {@link Character#isWhitespace(char)}, which leaves out the no-break spaces, nor {@link String#strip()}'s.
 */
public final class TweetCleaner {

    private static final String[] SCHEMES = {"http:", "https:"};
    private static final int WORDS_OF_SUBSTANCE = 3;

    private TweetCleaner() {}

    /**
     * Resolves the HTML entities of a tweet, removes its links, and joins its words by one space.
     *
     * @param text the text as it was posted
     * @return the text as a model sees it: one line, without white space at either end; may be empty. Where nothing is to be
     *         done, it is the text itself, so that nobody keeps it twice.
     */
    public static String clean(String text) {
        return joinWordsButLinks(resolveEntities(text));
    }

    /**
     * Cleans like {@link #clean}, but leaves all white space within the text as it is, save for runs of the space character.
     *
     * @param text the text as it was posted
     * @return the cleaned text, of several lines perhaps, without white space at either end; may be empty
     */
    public static String cleanKeepingNewLines(String text) {
        return strip(joinSpaces(removeLinks(resolveEntities(text))));
    }

    /**
     * Tells whether a tweet says too little to learn from: fewer than three of its words are neither link, mention nor hashtag.
     *
     * @param cleaned the cleaned text
     * @return whether fewer than three of its words hold none of {@code http}, {@code @} and {@code #}
     */
    public static boolean isBoring(String cleaned) {
        int found = 0;
        int start = 0;
        boolean substance = true;
        for (int i = 0; i <= cleaned.length(); i++) {
            char c = i == cleaned.length() ? ' ' : cleaned.charAt(i);
            if (WhiteSpace.is(c)) {
                if (i > start && substance && ++found == WORDS_OF_SUBSTANCE) {
                    return false;
                }
                start = i + 1;
                substance = true;
            } else if (c == '@' || c == '#' || (c | 0x20) == 'p' && cleaned.regionMatches(true, i - 3, "http", 0, 4)) {
                substance = false;
            }
        }
        return true;
    }

    /** The order matters: {@code &amp;lt;} becomes {@code <}, {@code &amp;amp;} only {@code &amp;}. */
    private static String resolveEntities(String text) {
        return text.indexOf('&') < 0 ? text : text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    }

    /**
     * Links stand at the beginning of words, as a rule. Then the rules come to leaving out these words: each match takes one of
     * them and one white space beside it, so that what stood around it neither meets nor makes a new link.
     */
    private static String joinWordsButLinks(String text) {
        JoinedWords words = new JoinedWords(text);
        int done = 0;
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int link = startOfLink(text, colon);
            if (link > 0 && !WhiteSpace.is(text.charAt(link - 1))) {
                return JoinedWords.of(removeLinks(text));
            }
            int end = link < 0 ? 0 : WhiteSpace.endOfWord(text, colon + 1);
            if (end > colon + 1) {
                words.add(done, link);
                done = end;
            }
        }
        words.add(done, text.length());
        return words.toString();
    }

    /** {@return where the {@code http} or {@code https} before a colon starts, or -1} */
    private static int startOfLink(String text, int colon) {
        return text.startsWith("http", colon - 4) ? colon - 4 : text.startsWith("https", colon - 5) ? colon - 5 : -1;
    }

    /** The order matters here too, because what is left of a text moves together where a link was. */
    private static String removeLinks(String text) {
        String rest = text;
        for (String scheme : SCHEMES) {
            if (rest.contains(scheme)) {
                rest = removeEach(" " + scheme, "", rest);
                rest = removeEach(scheme, " ", rest);
                rest = removeEach("\n" + scheme, " ", rest);
                rest = removeEach("\n" + scheme, "", rest);
                rest = removeEach(scheme, "", rest);
            }
        }
        return rest;
    }

    /** Removes, from left to right, what {@code opening\S+closing} matches, where {@code closing} is a space or nothing. */
    private static String removeEach(String opening, String closing, String text) {
        int found = text.indexOf(opening);
        if (found < 0) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length());
        int done = 0;
        while (found >= 0) {
            int address = found + opening.length();
            int end = WhiteSpace.endOfWord(text, address);
            if (end > address && text.startsWith(closing, end)) {
                rest.append(text, done, found);
                end += closing.length();
                done = end;
            }
            // without a match, no later start within the same word would give one: it would end at the same place
            found = text.indexOf(opening, end);
        }
        return rest.append(text, done, text.length()).toString();
    }

    private static String joinSpaces(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' || i == 0 || text.charAt(i - 1) != ' ') {
                joined.append(c);
            }
        }
        return joined.toString();
    }

    private static String strip(String text) {
        int end = text.length();
        while (end > 0 && WhiteSpace.is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(Math.min(WhiteSpace.startOfWord(text, 0), end), end);
    }
}
