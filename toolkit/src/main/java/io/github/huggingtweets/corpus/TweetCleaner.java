package io.github.huggingtweets.corpus;

/**
 * The cleaning rules of huggingtweets, exactly: which text a model learns from a tweet, and which tweets are too short.
 *
 * <p>White space is defined as in Python 3, because the published bots were cleaned with {@code re} and {@code str.split}. Java's
 * {@link Character#isWhitespace(char)} and {@link String#strip()} differ: to them, no-break spaces are not white space.
 */
public final class TweetCleaner {

    private static final String[] SCHEMES = {"http:", "https:"};
    private static final int FEWEST_PLAIN_WORDS = 3;

    private TweetCleaner() {}

    /**
     * Resolves the HTML entities of a tweet, removes its links, and joins its words by one space.
     *
     * @param text the text as it was posted
     * @return the text as a model sees it: one line, without white space at either end; may be empty. A text that is clean
     *         already is returned itself, so that it is not in memory twice.
     */
    public static String clean(String text) {
        return joinWordsButLinks(resolveEntities(text));
    }

    /**
     * Cleans like {@link #clean}, but keeps all white space within the text, except that it shortens runs of the space character
     * to one space.
     *
     * @param text the text as it was posted
     * @return the cleaned text, which may have several lines, without white space at either end; may be empty
     */
    public static String cleanKeepingNewLines(String text) {
        return strip(joinSpaces(removeLinks(resolveEntities(text))));
    }

    /**
     * Cleans like {@link #clean}, and removes all mentions as well.
     *
     * @param text the text as it was posted
     * @return the cleaned text without mentions; may be empty
     */
    public static String cleanWithoutMentions(String text) {
        String clean = clean(text);
        return Mentions.mayBeIn(clean) ? clean(Mentions.FIND.matcher(clean).replaceAll(" ")) : clean;
    }

    /**
     * Tells whether a tweet is too short to learn from, so that it counts among the short tweets: it has fewer than three plain
     * words. A plain word contains none of {@code http}, in any case, {@code @} and {@code #}.
     *
     * @param cleaned the cleaned text
     * @return whether it has fewer than three plain words
     */
    public static boolean isBoring(String cleaned) {
        int found = 0;
        int start = 0;
        boolean plain = true;
        for (int i = 0; i <= cleaned.length(); i++) {
            char c = i == cleaned.length() ? ' ' : cleaned.charAt(i);
            if (WhiteSpace.is(c)) {
                if (i > start && plain && ++found == FEWEST_PLAIN_WORDS) {
                    return false;
                }
                start = i + 1;
                plain = true;
            } else if (c == '@' || c == '#' || (c | 0x20) == 'p' && cleaned.regionMatches(true, i - 3, "http", 0, 4)) {
                plain = false;
            }
        }
        return true;
    }

    /** The order matters: {@code &amp;lt;} becomes {@code <}, {@code &amp;amp;} only {@code &amp;}. */
    private static String resolveEntities(String text) {
        return text.indexOf('&') < 0 ? text : text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    }

    /**
     * Joins the words of a text by one space, without its links. As a rule, a link is a whole word. The rules then only leave out
     * these words: each match removes a link with one white space beside it, so the words around it do not close up to a new
     * link. A text with a link inside a word goes through the rules one by one.
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

    /** The order matters, because the text before a link and the text after it close up and may form a new link. */
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

    /** Removes all matches of {@code opening\S+closing}, from left to right. The closing is a space or nothing. */
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
            // without a match here, a later start in the same word does not match either: it would end at the same place
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
