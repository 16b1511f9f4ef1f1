package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the first bytes of a text tell of its encoding. */
final class ByteOrder {

    private static final int LOOKED_AT = 1_024;

    private ByteOrder() {}

    /**
     * Skips the byte order mark.
     *
     * @param bytes a stream that can be reset
     * @return the encoding that the mark names, or that the zeros within ASCII characters of two bytes betray
     */
    static Optional<Charset> mark(InputStream bytes) throws IOException {
        bytes.mark(LOOKED_AT);
        byte[] start = bytes.readNBytes(LOOKED_AT);
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
}
