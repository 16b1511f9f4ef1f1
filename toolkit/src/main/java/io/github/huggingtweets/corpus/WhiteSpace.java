package io.github.huggingtweets.corpus;

import java.util.Arrays;

/**
 * White space as Python 3 defines it in {@code str.split}, {@code str.strip} and {@code re}. A table has the kind of each
 * character: a look-up is several times as fast as comparisons, because a processor cannot predict where words end.
 */
final class WhiteSpace {

    static final int SPACE = 1;

    private static final byte OTHER = 3;
    private static final byte[] KINDS = kinds();

    private WhiteSpace() {}

    /** {@return whether a character is white space} */
    static boolean is(char c) {
        return KINDS[c] != 0;
    }

    /** {@return 0 for a character of a word, {@link #SPACE} for the space, and a greater odd number for other white space} */
    static int kind(char c) {
        return KINDS[c];
    }

    /** {@return the first index, at least {@code from}, of a character that is not white space, or the length of the text} */
    static int startOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** {@return the first index, at least {@code from}, of a white space, or the length of the text} */
    static int endOfWord(String text, int from) {
        int i = from;
        while (i < text.length() && !is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The white space is all characters for which {@code str.isspace} is true. None of them needs a surrogate pair. */
    private static byte[] kinds() {
        byte[] kinds = new byte[Character.MAX_VALUE + 1];
        Arrays.fill(kinds, '\t', '\r' + 1, OTHER);
        Arrays.fill(kinds, 0x1C, 0x1F + 1, OTHER);
        Arrays.fill(kinds, 0x2000, 0x200A + 1, OTHER);
        for (int c : new int[] {0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}) {
            kinds[c] = OTHER;
        }
        kinds[' '] = SPACE;
        return kinds;
    }
}
