package io.github.huggingtweets.gpt2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a file that is small in every real model, so that one of another size does not use up the memory. */
public final class SmallFile {

    private SmallFile() {}

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @param most the number of bytes that it may have
     * @return its bytes
     * @throws ModelException if it is longer
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new ModelException(String.format(Locale.ENGLISH,
                        "%s has more than %,d bytes, which no such file of a GPT-2 needs; fetch the model again", file, most));
            }
            return bytes;
        }
    }
}
