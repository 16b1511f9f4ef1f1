package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A text in which a reader can go back to the beginning of a recent line. After a line with a surplus quote, reading continues
 * with the next line, although much more was read in search of the closing quote.
 */
final class RewindableText extends Reader {

    private static final int LEAST_ROOM = 1 << 13;

    private final Reader text;
    private char[] kept = new char[1 << 16];
    private int length;
    private int position;
    /** The number of the line with which the kept characters begin. */
    private long firstLine = 1;

    /** @param text where the characters come from */
    RewindableText(Reader text) {
        this.text = text;
    }

    /**
     * Returns the beginning without reading it; possible only before anything was read.
     *
     * @param most the greatest number of characters
     * @return the beginning
     * @throws IOException if the text can't be read
     */
    String peek(int most) throws IOException {
        while (length < most && more()) {
            // until enough is there
        }
        return new String(kept, 0, Math.min(length, most));
    }

    private boolean more() throws IOException {
        if (kept.length - length < LEAST_ROOM) {
            kept = Arrays.copyOf(kept, kept.length * 2);
        }
        int read = text.read(kept, length, kept.length - length);
        length += Math.max(0, read);
        return read >= 0;
    }

    @Override
    public int read(char[] buffer, int offset, int wanted) throws IOException {
        if (position == length && !more()) {
            return -1;
        }
        int given = Math.min(wanted, length - position);
        System.arraycopy(kept, position, buffer, offset, given);
        position += given;
        return given;
    }

    /**
     * Frees the memory of the text before a line, if that is worth the copying.
     *
     * @param line the number of a line, from 1; the reader never goes back to an earlier one
     */
    void forgetBefore(long line) {
        if (position > kept.length / 2) {
            int start = startOf(line);
            System.arraycopy(kept, start, kept, 0, length - start);
            length -= start;
            position -= start;
            firstLine = line;
        }
    }

    /**
     * Goes to the beginning of a line, back or ahead.
     *
     * @param line the number of the line, from 1
     * @return whether the text has that line
     * @throws IOException if the text can't be read
     */
    boolean goTo(long line) throws IOException {
        int start = startOf(line);
        while (start < 0) {
            if (!more()) {
                return false;
            }
            start = startOf(line);
        }
        position = start;
        return true;
    }

    /** {@return where a line begins in the kept characters; -1 if the text was not read that far} */
    private int startOf(long line) {
        long current = firstLine;
        int i = 0;
        while (current < line && i < length) {
            char c = kept[i++];
            if (c == '\r' && i < length && kept[i] == '\n') {
                i++;
            }
            if (c == '\r' || c == '\n') {
                current++;
            }
        }
        return current == line ? i : -1;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
