package io.github.huggingtweets.sources.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The bytes of a ZIP's entry, compared with the size and the checksum that the ZIP holds of them, as ZipFile does not. */
final class CheckedEntry extends FilterInputStream {

    private final long size;
    private final long expected;
    private final CRC32 checksum = new CRC32();
    private long read;

    CheckedEntry(InputStream unpacked, ZipEntry entry) {
        super(unpacked);
        size = entry.getSize();
        expected = entry.getCrc();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            read += count;
            checksum.update(bytes, offset, count);
        }
        if (read > size) {
            throw new ZipException("it unpacks to more than the %d bytes that it should".formatted(size));
        }
        if (count < 0 && read < size) {
            throw new ZipException("it unpacks to %d bytes, where it should to %d".formatted(read, size));
        }
        if (count < 0 && checksum.getValue() != expected) {
            throw new ZipException("its checksum is wrong");
        }
        return count;
    }

    /** Bytes that were skipped would be missing in the checksum. */
    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
