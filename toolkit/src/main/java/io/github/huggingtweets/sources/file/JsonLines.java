package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file as bytes, one at a time, in a buffer. */
final class JsonLines {

    /** In bytes. A line of twarc has up to 500 tweets with their authors and references, which are a few megabytes. */
    static final int LONGEST = 64 << 20;

    private final InputStream bytes;
    private byte[] buffer = new byte[1 << 18];
    private int end;
    private int start;
    private int next;
    private long number;
    private boolean tooLong;

    JsonLines(InputStream bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        start = next;
        tooLong = false;
        int scanned = start;
        while (true) {
            while (scanned < end && buffer[scanned] != '\n') {
                scanned++;
            }
            if (scanned < end) {
                next = scanned + 1;
                number++;
                return true;
            }
            int kept = end - start;
            if (kept >= LONGEST) {
                tooLong = true;
                if (number == 0) {
                    next = end;
                    number++;
                    return true;
                }
                kept = 0;
            }
            System.arraycopy(buffer, start, buffer, 0, kept);
            start = 0;
            scanned = kept;
            end = kept;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = bytes.read(buffer, end, buffer.length - end);
            if (read < 0) {
                next = end;
                number++;
                return end > 0 || tooLong;
            }
            end += read;
        }
    }

    /** {@return the number of this line, from 1} */
    long number() {
        return number;
    }

    /** {@return whether this line is longer than {@link #LONGEST}; its bytes are lost, except the beginning of the first line} */
    boolean isTooLong() {
        return tooLong;
    }

    /** {@return the end of the bytes read so far, which include later lines} */
    int end() {
        return end;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** {@return the length of this line in bytes, without its line end} */
    int length() {
        int last = next > start && buffer[next - 1] == '\n' ? next - 1 : next;
        return last - start;
    }

    /** {@return whether this line is empty or white space} */
    boolean isBlank() {
        for (int i = start; i < start + length(); i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return !tooLong;
    }
}
