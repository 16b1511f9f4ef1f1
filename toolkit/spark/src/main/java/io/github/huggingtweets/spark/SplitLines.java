package io.github.huggingtweets.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * The lines that begin in a part of a file, as bytes without their ends. Of a line that is too long, however long that is, no more is
 * kept than may be, and no more is read than this part and as much again as the longest line may have.
 */
final class SplitLines implements Closeable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FSDataInputStream file;
    private final long end;
    private final int longest;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int filled;
    private long position;
    private byte[] line = {};
    private int length;
    private boolean tooLong;

    /**
     * Goes to the first line.
     *
     * @param file the file
     * @param start where the part begins
     * @param end where it ends
     * @param longest the length in bytes of the longest line that is kept
     */
    SplitLines(FSDataInputStream file, long start, long end, int longest) throws IOException {
        this.file = file;
        this.end = end;
        this.longest = longest;
        if (start == 0) {
            skipByteOrderMark();
        } else {
            file.seek(start - 1);
            position = start - 1;
            skipLine(); // it begins in an earlier part; or it is its end
        }
    }

    private void skipByteOrderMark() throws IOException {
        while (filled < BYTE_ORDER_MARK.length) {
            int read = file.read(block, filled, block.length - filled);
            if (read < 0) {
                return;
            }
            filled += read;
        }
        if (Arrays.equals(block, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            at = BYTE_ORDER_MARK.length;
            position = at;
        }
    }

    private void skipLine() throws IOException {
        while (position < end && fill()) {
            if (goToLineEnd()) {
                return;
            }
        }
    }

    /** {@return whether there are bytes in the block} */
    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, file.read(block));
        }
        return at < filled;
    }

    /** {@return whether the line ends in the block; if so, the next line begins here} */
    private boolean goToLineEnd() {
        int from = at;
        while (at < filled && block[at] != '\n') {
            at++;
        }
        boolean ends = at < filled;
        at += ends ? 1 : 0;
        position += at - from;
        return ends;
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        line = line.length > block.length ? new byte[block.length] : line;
        if (position >= end || !fill()) {
            return false;
        }
        boolean ends = false;
        // nobody needs the rest of a line that is too long and goes on after this part
        while (!ends && !(tooLong && position >= end) && fill()) {
            int from = at;
            ends = goToLineEnd();
            keep(from, ends ? at - 1 : at);
        }
        return true;
    }

    private void keep(int from, int to) {
        tooLong |= length + (to - from) > longest;
        if (tooLong) {
            line = new byte[0];
            length = 0;
            return;
        }
        if (length + to - from > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(2 * line.length, length + to - from)));
        }
        System.arraycopy(block, from, line, length, to - from);
        length += to - from;
    }

    /** {@return the bytes of the line; null if there are too many} */
    byte[] line() {
        return tooLong ? null : Arrays.copyOf(line, length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
