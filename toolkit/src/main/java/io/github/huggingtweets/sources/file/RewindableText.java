package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A text that can be gone back in, to the beginning of a line that is not long ago. After a line with a quote too many, reading
 * goes on with the next line, though much more has been looked at to find the quote's end.
 */
final class RewindableText extends Reader {

    private static final int LEAST_ROOM = 1 << 13;

    private final Reader text;
    private char[] kept = new char[1 << 16];
    private int length;
    private int position;
    /** The line in which the kept characters begin, always at its start. */
    private long firstLine = 1;

    /** @param text where the characters come from */
    public RewindableText(Reader text) {
        this.text = text;
    }

    /**
     * Looks at the beginning, as long as nothing was read.
     *
     * @param most how many characters at most
     * @return the beginning
     * @throws IOException if the text can't be read
     */
    public String peek(int most) throws IOException {
        while (length < most && more()) {
            // there may be more still
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
     * Forgets what came before a line, unless that is too little to bother.
     *
     * @param line the number of a line, from 1; nobody will go back to an earlier one
     */
    public void forgetBefore(long line) {
        if (position > kept.length / 2) {
            int start = startOf(line);
            System.arraycopy(kept, start, kept, 0, length - start);
            length -= start;
            position -= start;
            firstLine = line;
        }
    }

    /**
     * Goes back, or ahead, to the beginning of a line.
     *
     * @param line the number of the line, from 1
     * @return whether the text has that line
     * @throws IOException if the text can't be read
     */
    public boolean goTo(long line) throws IOException {
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

    /** {@return where a line begins in the kept characters, or -1 if not all before it is there} */
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
