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
     * @return the text as a model sees it: one line, without white space at either end; may be empty
     */
    public static String clean(String text) {
        return joinWords(removeLinks(resolveEntities(text)));
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
        int end;
        for (int start = startOfWord(cleaned, 0); start < cleaned.length(); start = startOfWord(cleaned, end)) {
            end = endOfWord(cleaned, start);
            if (hasSubstance(cleaned, start, end) && ++found == WORDS_OF_SUBSTANCE) {
                return false;
            }
        }
        return true;
    }

    /** The order matters: {@code &amp;lt;} becomes {@code <}, {@code &amp;amp;} only {@code &amp;}. */
    private static String resolveEntities(String text) {
        return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
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
            int end = endOfWord(text, address);
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

    private static String joinWords(String text) {
        char[] words = new char[text.length()];
        int length = 0;
        boolean between = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isWhiteSpace(c)) {
                between = length > 0;
            } else {
                if (between) {
                    words[length++] = ' ';
                    between = false;
                }
                words[length++] = c;
            }
        }
        return new String(words, 0, length);
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
        while (end > 0 && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(Math.min(startOfWord(text, 0), end), end);
    }

    private static boolean hasSubstance(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '#' || (c == 'h' || c == 'H') && end - i >= 4 && text.regionMatches(true, i, "http", 0, 4)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the index of the first character from {@code from} on that is no white space, or the length of the text} */
    private static int startOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && isWhiteSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@return the index of the first white space from {@code from} on, or the length of the text} */
    private static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && !isWhiteSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Python's {@code str.isspace} for one character. None of them needs a surrogate pair. */
    private static boolean isWhiteSpace(char c) {
        if (c < 0x80) {
            return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1C && c <= 0x1F;
        }
        return switch (c) {
            case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }
}
