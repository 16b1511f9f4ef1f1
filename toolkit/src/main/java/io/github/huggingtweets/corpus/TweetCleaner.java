package io.github.huggingtweets.corpus;

import java.util.Arrays;

/**
 * The cleaning rules of huggingtweets, exactly: what a model learns from a tweet, and whether the tweet says enough.
 *
 * <p>White space is what Python 3 takes for it, because the published bots were cleaned with {@code re} and {@code str.split}.
 * It is neither {@link Character#isWhitespace(char)}, which leaves out the no-break spaces, nor {@link String#strip()}'s.
 */
public final class TweetCleaner {

    private static final String[] SCHEMES = {"http:", "https:"};
    private static final int WORDS_OF_SUBSTANCE = 3;

    private static final byte PART_OF_WORD = 0;
    private static final byte SPACE = 1;
    private static final byte OTHER_WHITE_SPACE = 3;
    /** What each character is. Looking that up is several times as fast as asking, as no processor foresees where words end. */
    private static final byte[] KINDS = kinds();

    private TweetCleaner() {}

    /**
     * Resolves the HTML entities of a tweet, removes its links, and joins its words by one space.
     *
     * @param text the text as it was posted
     * @return the text as a model sees it: one line, without white space at either end; may be empty
     */
    public static String clean(String text) {
        String resolved = resolveEntities(text);
        return everyLinkIsAWord(resolved) ? joinWordsButLinks(resolved) : joinWords(removeLinks(resolved));
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
            boolean substance = true;
            for (end = start; end < cleaned.length() && !isWhiteSpace(cleaned.charAt(end)); end++) {
                char c = cleaned.charAt(end);
                substance &= c != '@' && c != '#' && ((c | 0x20) != 'h' || !cleaned.regionMatches(true, end, "http", 0, 4));
            }
            if (substance && ++found == WORDS_OF_SUBSTANCE) {
                return false;
            }
        }
        return true;
    }

    /** The order matters: {@code &amp;lt;} becomes {@code <}, {@code &amp;amp;} only {@code &amp;}. */
    private static String resolveEntities(String text) {
        return text.indexOf('&') < 0 ? text : text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    }

    /**
     * Tells whether links stand at the beginning of words only, as nearly all do. Then the rules come to leaving out these words:
     * each match takes one of them and one white space beside it, so that what stood around it neither meets nor makes a new link.
     */
    private static boolean everyLinkIsAWord(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int link = startOfLink(text, colon);
            if (link > 0 && !isWhiteSpace(text.charAt(link - 1))) {
                return false;
            }
        }
        return true;
    }

    private static String joinWordsButLinks(String text) {
        char[] chars = text.toCharArray();
        int length = 0;
        int done = 0;
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', Math.max(colon + 1, done))) {
            int link = startOfLink(text, colon);
            int end = link < 0 ? 0 : endOfWord(text, colon + 1);
            if (end > colon + 1) {
                length = joinWords(chars, done, link, length);
                done = end;
            }
        }
        return joined(text, chars, joinWords(chars, done, chars.length, length));
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
        char[] chars = text.toCharArray();
        return joined(text, chars, joinWords(chars, 0, chars.length, 0));
    }

    /**
     * Moves the words of a part of the array behind those that were joined at its front before. What has single spaces only, as
     * most parts have, moves as a whole.
     *
     * @return the length of what is joined now; a space may stand at its end
     */
    private static int joinWords(char[] chars, int from, int to, int joined) {
        int length = joined;
        int start = from;
        int afterSpace = length == 0 ? SPACE : KINDS[chars[length - 1]];
        for (int i = from; i < to; i++) {
            int kind = KINDS[chars[i]];
            if (kind + afterSpace > SPACE) {
                length = move(chars, start, i, length);
                if (afterSpace == 0) {
                    chars[length++] = ' ';
                }
                start = i + 1;
            }
            afterSpace = kind & SPACE;
        }
        return move(chars, start, to, length);
    }

    private static int move(char[] chars, int start, int end, int to) {
        if (start != to) {
            System.arraycopy(chars, start, chars, to, end - start);
        }
        return to + end - start;
    }

    /** {@return what was joined, as the same object where nothing was to be done, so that nobody keeps a text twice} */
    private static String joined(String text, char[] chars, int length) {
        boolean spaceAtEnd = length > 0 && chars[length - 1] == ' ';
        String joined = new String(chars, 0, spaceAtEnd ? length - 1 : length);
        return joined.equals(text) ? text : joined;
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

    private static boolean isWhiteSpace(char c) {
        return KINDS[c] != PART_OF_WORD;
    }

    /** Python's {@code str.isspace}. No white space needs a surrogate pair. */
    private static byte[] kinds() {
        byte[] kinds = new byte[Character.MAX_VALUE + 1];
        Arrays.fill(kinds, '\t', '\r' + 1, OTHER_WHITE_SPACE);
        Arrays.fill(kinds, 0x1C, 0x1F + 1, OTHER_WHITE_SPACE);
        Arrays.fill(kinds, 0x2000, 0x200A + 1, OTHER_WHITE_SPACE);
        for (int c : new int[] {0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}) {
            kinds[c] = OTHER_WHITE_SPACE;
        }
        kinds[' '] = SPACE;
        return kinds;
    }
}
