package io.github.huggingtweets.corpus;

/**
 * Joins words of a text by single spaces. As long as the joined words are the beginning of the text, which they are to the end in
 * most texts, nothing is copied. After that, further words are moved forward within an array of the text's characters.
 */
final class JoinedWords {

    private final String text;
    /** The text's characters, of which the first {@code length} are the joined words; {@code null} while nothing is copied. */
    private char[] chars;
    private int length;

    /** Begins with no words of the text. */
    JoinedWords(String text) {
        this.text = text;
    }

    /** {@return all words of a text, joined} */
    static String of(String text) {
        JoinedWords words = new JoinedWords(text);
        words.add(0, text.length());
        return words.toString();
    }

    /**
     * Adds the words of a part of the text. The parts are added in their order in the text.
     *
     * @param from the index of the part's first character
     * @param to the index after its last character
     */
    void add(int from, int to) {
        if (chars != null) {
            move(from, to);
        } else if (from == length) {
            length = endOfJoinedWords(from, to);
            if (length < to) {
                chars = text.toCharArray();
                move(length, to);
            }
        } else if (from < to) {
            chars = text.toCharArray();
            move(from, to);
        }
    }

    /** {@return the index of the first white space that is not a single space after a word, or {@code to}} */
    private int endOfJoinedWords(int from, int to) {
        int afterSpace = from == 0 ? WhiteSpace.SPACE : WhiteSpace.kind(text.charAt(from - 1));
        for (int i = from; i < to; i++) {
            int kind = WhiteSpace.kind(text.charAt(i));
            if (kind + afterSpace > WhiteSpace.SPACE) {
                return i;
            }
            afterSpace = kind;
        }
        return to;
    }

    private void move(int from, int to) {
        int start = from;
        int afterSpace = length == 0 ? WhiteSpace.SPACE : WhiteSpace.kind(chars[length - 1]);
        for (int i = from; i < to; i++) {
            int kind = WhiteSpace.kind(chars[i]);
            if (kind + afterSpace > WhiteSpace.SPACE) {
                append(start, i);
                if (afterSpace == 0) {
                    chars[length++] = ' ';
                }
                start = i + 1;
            }
            afterSpace = kind & WhiteSpace.SPACE;
        }
        append(start, to);
    }

    private void append(int start, int end) {
        if (start != length) {
            System.arraycopy(chars, start, chars, length, end - start);
        }
        length += end - start;
    }

    /** {@return the joined words; the text itself if they are all of it} */
    @Override
    public String toString() {
        boolean spaceAtEnd = length > 0 && (chars == null ? text.charAt(length - 1) : chars[length - 1]) == ' ';
        int end = spaceAtEnd ? length - 1 : length;
        return chars == null ? text.substring(0, end) : new String(chars, 0, end);
    }
}
