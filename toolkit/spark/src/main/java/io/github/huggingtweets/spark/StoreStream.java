package io.github.huggingtweets.spark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The bytes of a file. It passes on what its file system throws, since a reader may take that for damage of the file, or, as
 * {@link java.util.zip.GZIPInputStream} does between two packed parts, for its end. It knows from the size of the file whether there
 * are more bytes: the stream of S3 may say that there are none, and {@code GZIPInputStream} would end there, too.
 */
final class StoreStream extends FilterInputStream {

    private final Consumer<IOException> failures;
    private long left;

    private StoreStream(InputStream bytes, long size, Consumer<IOException> failures) {
        super(bytes);
        this.left = size;
        this.failures = failures;
    }

    /**
     * Opens a file.
     *
     * @param size its size in bytes
     * @param failures receives what the file system throws
     */
    static InputStream open(Path path, long size, Configuration configuration, Consumer<IOException> failures)
            throws IOException {
        try {
            return new StoreStream(path.getFileSystem(configuration).open(path), size, failures);
        } catch (IOException e) {
            failures.accept(e);
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            left -= Math.max(0, read);
            return read;
        } catch (IOException e) {
            failures.accept(e);
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            long skipped = super.skip(count);
            left -= skipped;
            return skipped;
        } catch (IOException e) {
            failures.accept(e);
            throw e;
        }
    }

    @Override
    public int available() {
        return left > 0 ? 1 : 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
