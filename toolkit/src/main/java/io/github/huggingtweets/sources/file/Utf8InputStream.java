package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Encodes characters as UTF-8. A {@link DecodedText#isDamaged damaged} character becomes a byte that is not UTF-8. */
final class Utf8InputStream extends InputStream {

    private static final byte NOT_UTF8 = (byte) 0xFF;

    private final Reader text;
    private final CharBuffer characters = CharBuffer.allocate(1 << 13).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 15).flip();
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private boolean ended;

    Utf8InputStream(Reader text) {
        this.text = text;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int read = Math.min(length, bytes.remaining());
        bytes.get(buffer, offset, read);
        return read;
    }

    /** {@return whether there are more bytes} */
    private boolean fill() throws IOException {
        while (!bytes.hasRemaining() && !ended) {
            characters.compact();
            ended = text.read(characters) < 0;
            characters.flip();
            bytes.clear();
            CoderResult result = encoder.encode(characters, bytes, ended);
            if (result.isError()) {
                characters.position(characters.position() + result.length());
                bytes.put(NOT_UTF8);
                ended = false; // what is left is encoded in the next round
            }
            bytes.flip();
        }
        return bytes.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
