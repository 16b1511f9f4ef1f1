package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The unpacked bytes of a packed file, up to a limit: a few kilobytes could unpack to a petabyte. */
final class UnpackedStream extends FilterInputStream {

    /** Tweets are never packed to a smaller part of their size. */
    private static final long LARGEST_RATIO = 500;
    private static final long ALWAYS_FINE = 1L << 27;

    private final StoredFile file;
    private final long most;
    private long unpacked;

    UnpackedStream(InputStream unpacked, StoredFile file) {
        super(unpacked);
        this.file = file;
        this.most = Math.max(ALWAYS_FINE, file.size() * LARGEST_RATIO);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) {
        unpacked += bytes;
        if (unpacked > most) {
            throw new TweetSourceException("%s unpacks to more than %d times its size, as no file of tweets does; unpack it"
                    .formatted(file, LARGEST_RATIO) + " yourself if you trust it.");
        }
    }
}
