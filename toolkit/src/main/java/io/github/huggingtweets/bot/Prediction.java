package io.github.huggingtweets.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The picture of a tweet that is saved with a bot and that its card shows.
 *
 * @param png the bytes of the PNG file
 */
record Prediction(byte[] png) {

    /** The file in the folder of a bot, named as huggingtweets names it. */
    static final String FILE = "predictions.png";

    private static final int LARGEST = 10 << 20;
    private static final byte[] BEGINNING = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** {@return the picture in the folder of a bot; empty if there is none that can be read, since a bot works without} */
    static Optional<Prediction> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean isPng = Arrays.equals(Arrays.copyOf(bytes, BEGINNING.length), BEGINNING);
            return isPng ? Optional.of(new Prediction(bytes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
