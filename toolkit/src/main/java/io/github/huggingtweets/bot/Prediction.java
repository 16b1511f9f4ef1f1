package io.github.huggingtweets.bot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The picture of a tweet that is saved with a bot and that its card shows.
 *
 * @param png the bytes of the PNG file
 */
record Prediction(byte[] png) {

    /** The file in the folder of a bot, named as huggingtweets names it. */
    static final String FILE = "predictions.png";

    private static final int LARGEST = 10 << 20;
    private static final long BEGINNING = 0x89504e470d0a1a0aL;
    private static final int END = 0x49454e44; // IEND

    /**
     * Reads the picture of a bot.
     *
     * @param file a PNG file
     * @return the picture
     * @throws IOException if it cannot be read, is larger than such a picture is, or is no whole PNG: each part of a PNG has its
     *     length and a checksum
     */
    static Prediction read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it is larger than 10 MiB");
        }
        byte[] png = Files.readAllBytes(file);
        ByteBuffer rest = ByteBuffer.wrap(png);
        if (png.length < Long.BYTES || rest.getLong() != BEGINNING) {
            throw new IOException(png.length == 0 ? "it is empty" : "it is no PNG picture");
        }
        for (int type = 0; type != END;) {
            if (rest.remaining() < 3 * Integer.BYTES) {
                throw new EOFException("it is cut off");
            }
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining() - 2 * Integer.BYTES) {
                throw new EOFException("it is cut off");
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, rest.position(), Integer.BYTES + length);
            type = rest.getInt();
            rest.position(rest.position() + length);
            if (rest.getInt() != (int) checksum.getValue()) {
                throw new IOException("a checksum in it is wrong");
            }
        }
        return new Prediction(png);
    }
}
