package io.github.huggingtweets.http;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to send: a part of a file, or all that is in memory. It counts those that Java's client has taken. */
public final class FileSlice {

    private interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final long length;
    private volatile long position;
    private volatile IOException failure;

    /**
     * Chooses a part of a file.
     *
     * @param file the file
     * @param begin the first byte
     * @param length the number of bytes
     */
    public FileSlice(Path file, long begin, long length) {
        this(() -> {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(begin);
            return in;
        }, length);
    }

    /**
     * Takes bytes that are in memory.
     *
     * @param bytes the bytes
     */
    public FileSlice(byte[] bytes) {
        this(() -> new ByteArrayInputStream(bytes), bytes.length);
    }

    private FileSlice(Source source, long length) {
        this.source = source;
        this.length = length;
    }

    /** {@return how many bytes there are} */
    public long length() {
        return length;
    }

    /** {@return how many bytes were taken} */
    public long position() {
        return position;
    }

    /**
     * Throws what the file system reported, if the file could not be read; else the server or the network is to blame.
     *
     * @throws UncheckedIOException if it could not be read
     */
    public void requireReadable() {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * {@return the bytes from the beginning; a failure is that of the file}
     *
     * @throws UncheckedIOException if the file cannot be opened
     */
    public InputStream open() {
        try {
            position = 0;
            return new Counted(source.open());
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            if (position == length) {
                return -1;
            }
            try {
                int read = in.read(bytes, from, (int) Math.min(most, length - position));
                if (read < 0) {
                    throw new IOException("the file is shorter than it was");
                }
                position += read;
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
