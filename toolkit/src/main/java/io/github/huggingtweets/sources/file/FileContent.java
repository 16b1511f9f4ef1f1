package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A text file that is being read. It is decoded, and unpacked if its first bytes, not its name, say that it is gzipped. */
final class FileContent implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final int START = 1 << 18;
    /** The number of bytes at the beginning that show whether characters have two bytes. */
    private static final int SAMPLE = 1_024;

    /** The first bytes of files in other formats, each with the end of the message about it. */
    private static final Map<String, String> OTHER_FORMATS = Map.ofEntries(
            Map.entry("PK\u0003\u0004",
                    "is a ZIP; unpack it and give a file from it, or Timeline.archive(path) if X sent it to you."),
            Map.entry("BZh", "is packed with bzip2; unpack it with bunzip2, or pack it with gzip."),
            Map.entry("(\u00b5/\u00fd", "is packed with Zstandard; unpack it with zstd -d, or pack it with gzip."),
            Map.entry("\u00fd7zXZ\u0000", "is packed with xz; unpack it with unxz, or pack it with gzip."),
            Map.entry("PAR1", "is a Parquet file; write it as CSV or JSON Lines first."),
            Map.entry("\u00d0\u00cf\u0011\u00e0", "is a file of old Excel; save it there as CSV."),
            Map.entry("SQLite format 3\u0000", "is a SQLite database; export the table as CSV."),
            Map.entry("<!DOCTYPE", "is a web page, perhaps one that asks to log in; download the file itself."),
            Map.entry("<html", "is a web page, perhaps one that asks to log in; download the file itself."),
            Map.entry("window.YTD.", "is a part of an X archive; give the whole archive to Timeline.archive(path)."));

    private final StoredFile file;
    private final InputStream bytes;
    private final boolean packed;
    private final Optional<Charset> mark;
    private final Optional<Charset> charset;

    private FileContent(StoredFile file, InputStream bytes, boolean packed, Optional<Charset> mark, Optional<Charset> charset) {
        this.file = file;
        this.bytes = bytes;
        this.packed = packed;
        this.mark = mark;
        this.charset = charset;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param charset its encoding; empty if it is to be detected
     * @return its content
     * @throws TweetSourceException if it is in a format that is not text
     * @throws IOException if it can't be read
     */
    static FileContent open(StoredFile file, Optional<Charset> charset) throws IOException {
        InputStream bytes = new BufferedInputStream(file.opener().open(), BUFFER);
        try {
            boolean packed = startsWith(bytes, "\u001f\u008b");
            if (packed) {
                bytes = new BufferedInputStream(new UnpackedStream(new GZIPInputStream(bytes, BUFFER), file), BUFFER);
            }
            requireText(file, bytes);
            Optional<Charset> mark = skipMark(bytes);
            return new FileContent(file, bytes, packed, mark, charset);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static void requireText(StoredFile file, InputStream bytes) throws IOException {
        for (Map.Entry<String, String> other : OTHER_FORMATS.entrySet()) {
            if (startsWith(bytes, other.getKey())) {
                throw new TweetSourceException(file + " " + other.getValue());
            }
        }
    }

    private static boolean startsWith(InputStream bytes, String start) throws IOException {
        byte[] expected = start.getBytes(StandardCharsets.ISO_8859_1);
        bytes.mark(expected.length);
        byte[] found = bytes.readNBytes(expected.length);
        bytes.reset();
        return Arrays.equals(expected, found);
    }

    /**
     * {@return the encoding that a byte order mark names, or that the zeros in ASCII characters of two bytes show; the mark is
     * skipped}
     */
    private static Optional<Charset> skipMark(InputStream bytes) throws IOException {
        bytes.mark(SAMPLE);
        byte[] start = bytes.readNBytes(SAMPLE);
        bytes.reset();
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (begins(start, 0xFF, 0xFE) && !begins(start, 0xFF, 0xFE, 0, 0)) {
            bytes.skipNBytes(2);
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (begins(start, 0xFE, 0xFF)) {
            bytes.skipNBytes(2);
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        int even = zeros(start, 0);
        int odd = zeros(start, 1);
        return even > start.length / 4 && odd == 0 ? Optional.of(StandardCharsets.UTF_16BE)
                : odd > start.length / 4 && even == 0 ? Optional.of(StandardCharsets.UTF_16LE)
                : Optional.empty();
    }

    private static boolean begins(byte[] start, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] start, int from) {
        int zeros = 0;
        for (int i = from; i < start.length; i += 2) {
            zeros += start[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /**
     * {@return the first character that is not white space}
     *
     * @throws TweetSourceException if the file is empty or blank
     * @throws IOException if the file can't be read
     */
    char firstCharacter() throws IOException {
        bytes.mark(BUFFER);
        byte[] start = bytes.readNBytes(BUFFER / 2);
        bytes.reset();
        String text = new String(start, charsetOfJson());
        return text.chars().filter(c -> !Character.isWhitespace(c) && c != 0).mapToObj(c -> (char) c).findFirst()
                .orElseThrow(() -> new TweetSourceException("There are no tweets in " + file + ", which is empty; give a file"
                        + " that has some."));
    }

    /**
     * {@return the beginning of the file}
     *
     * @throws IOException if the file can't be read
     */
    String start() throws IOException {
        bytes.mark(START);
        byte[] start = bytes.readNBytes(START);
        bytes.reset();
        return new String(start, charsetOfJson());
    }

    /** {@return whether the file is gzipped} */
    boolean isPacked() {
        return packed;
    }

    /** {@return whether the file begins with a byte order mark, or has characters of two bytes} */
    boolean isMarked() {
        return mark.isPresent();
    }

    /** {@return the encoding of the file if it is JSON} */
    Charset charsetOfJson() {
        return charset.or(() -> mark).orElse(StandardCharsets.UTF_8);
    }

    /** {@return the bytes of a JSON file, in UTF-8} */
    InputStream utf8() {
        Charset given = charsetOfJson();
        return given.equals(StandardCharsets.UTF_8) ? bytes : new Utf8InputStream(new DecodedText(bytes, Optional.of(given)));
    }

    /** {@return the characters of the file; invalid bytes are {@link DecodedText#isDamaged marked}} */
    DecodedText text() {
        return new DecodedText(bytes, charset.or(() -> mark));
    }

    /**
     * {@return the exception that says why a file could not be read}
     *
     * @param file the file
     * @param cause what reading it threw
     */
    static TweetSourceException unreadable(StoredFile file, IOException cause) {
        if (cause instanceof EOFException) {
            return new TweetSourceException(file + " is cut off within its gzip; download it again.", cause);
        }
        if (cause instanceof ZipException) {
            return new TweetSourceException(file + " is damaged within its gzip; download it again.", cause);
        }
        if (cause instanceof CharConversionException) { // Jackson's, for bytes that are neither UTF-8 nor UTF-16
            return new TweetSourceException(
                    file + " is no text: its first bytes stand in no encoding of JSON; download it again.",
                    cause);
        }
        return new TweetSourceException(file + " can't be read (" + cause + "); make it readable to you.", cause);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
