package io.github.huggingtweets.sources.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of a ZIP entry. Reading fails if they do not have the size and the checksum that the ZIP says.
 * {@link java.util.zip.ZipFile} does not check these.
 */
final class CheckedEntry extends CheckedInputStream {

    private final long size;
    private final long expected;
    private long read;

    CheckedEntry(InputStream unpacked, ZipEntry entry) {
        super(unpacked, new CRC32());
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
        read += Math.max(0, count);
        if (read > size) {
            throw new ZipException("it unpacks to more than the %d bytes that it should".formatted(size));
        }
        if (count < 0 && read < size) {
            throw new ZipException("it unpacks to %d bytes, but should unpack to %d".formatted(read, size));
        }
        if (count < 0 && getChecksum().getValue() != expected) {
            throw new ZipException("its checksum is wrong");
        }
        return count;
    }
}
