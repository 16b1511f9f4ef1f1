package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes a text, and detects its encoding if that is unknown. It is UTF-8 or what {@link EncodingGuess} says. The bytes from the
 * first one that is not ASCII decide the encoding, since all encodings in question agree on ASCII. So a file is read only once,
 * however late that byte comes.
 */
final class DecodedText extends Reader {

    private static final int BUFFER = 1 << 16;
    /** How many bytes from the first one that is not ASCII show the encoding. */
    private static final int LOOK_AHEAD = 1 << 20;
    private static final int LONGEST_CHARACTER = 8;
    /** An invalid byte becomes half of a surrogate pair, as with Python's error handler surrogateescape. */
    private static final char DAMAGE = '\uDC00';

    private final InputStream input;
    private final Optional<Charset> given;
    private ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private CharsetDecoder decoder;
    private boolean inputEnded;
    private boolean damaged;
    private int pendingDamage;

    DecodedText(InputStream input, Optional<Charset> charset) {
        this.input = input;
        this.given = charset;
        charset.ifPresent(known -> decoder = decoder(known));
    }

    /** In UTF-16, half a character, as of a text that was cut off, is replaced. Broken bytes of other encodings are marked. */
    private static CharsetDecoder decoder(Charset charset) {
        CodingErrorAction action = charset.name().startsWith("UTF-16") ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        return charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
    }

    /** {@return the encoding in which the text is read so far; ASCII is the same in all encodings in question} */
    Charset charset() {
        return decoder == null ? StandardCharsets.UTF_8 : decoder.charset();
    }

    /** {@return whether the encoding is a guess, since nobody named it and it is not Unicode} */
    boolean isGuess() {
        return given.isEmpty() && !charset().name().startsWith("UTF-");
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        CharBuffer characters = CharBuffer.wrap(buffer, offset, length).slice();
        while (characters.position() == 0) {
            if (pendingDamage > 0) {
                markDamage(characters);
                continue;
            }
            if (bytes.remaining() < LONGEST_CHARACTER) {
                fill();
            }
            if (!bytes.hasRemaining() && inputEnded) {
                return -1;
            }
            if (decoder == null) {
                copyAscii(characters);
                continue;
            }
            CoderResult result = decoder.decode(bytes, characters, inputEnded);
            if (result.isError()) {
                pendingDamage = result.length();
            }
        }
        return characters.position();
    }

    private void fill() throws IOException {
        bytes.compact();
        while (bytes.hasRemaining() && !inputEnded) {
            int read = input.read(bytes.array(), bytes.position(), bytes.remaining());
            inputEnded = read < 0;
            bytes.position(bytes.position() + Math.max(0, read));
        }
        bytes.flip();
    }

    private void copyAscii(CharBuffer characters) throws IOException {
        while (bytes.hasRemaining() && characters.hasRemaining()) {
            byte next = bytes.get(bytes.position());
            if (next < 0) {
                ByteBuffer longer = ByteBuffer.allocate(LOOK_AHEAD).put(bytes).flip();
                bytes = longer;
                fill();
                decoder = decoder(detect(Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit())));
                return;
            }
            characters.put((char) next);
            bytes.position(bytes.position() + 1);
        }
    }

    private void markDamage(CharBuffer characters) {
        damaged = true;
        while (pendingDamage > 0 && characters.hasRemaining()) {
            characters.put((char) (DAMAGE | bytes.get() & 0xFF));
            pendingDamage--;
        }
    }

    /**
     * Chooses UTF-8 if at least half of what is not ASCII is valid in it: text in other encodings is hardly ever valid by chance.
     */
    private static Charset detect(byte[] window) {
        int sound = 0;
        int broken = 0;
        for (int i = 0; i < window.length; i++) {
            if (window[i] < 0) {
                int length = lengthOfUtf8(window, i);
                sound += length > 0 ? 1 : 0;
                broken += length == 0 ? 1 : 0;
                i += Math.max(0, Math.abs(length) - 1);
            }
        }
        return sound >= broken ? StandardCharsets.UTF_8 : EncodingGuess.of(window);
    }

    /** {@return the number of bytes of the character that begins here; 0 if none does; negative if the window ends within it} */
    private static int lengthOfUtf8(byte[] window, int start) {
        int first = window[start] & 0xFF;
        int length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        for (int i = 1; i < length; i++) {
            if (start + i == window.length) {
                return -i;
            }
            if ((window[start + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /**
     * {@return whether a part of the decoded text has invalid bytes}
     *
     * @param characters the text
     * @param start where the part begins
     * @param length how many characters it has
     */
    boolean isDamaged(char[] characters, int start, int length) {
        if (!damaged) {
            return false;
        }
        for (int i = start; i < start + length; i++) {
            if (Character.isLowSurrogate(characters[i]) && (i == start || !Character.isHighSurrogate(characters[i - 1]))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
