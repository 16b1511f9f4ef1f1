package io.github.huggingtweets.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The picture of a tweet that is saved with a bot and that its card shows. */
@FunctionalInterface
interface Prediction {

    /** The file in the folder of a bot, named as huggingtweets names it. */
    String FILE = "predictions.png";

    /** The length and the first bytes of a file that is taken for such a picture. */
    int LARGEST = 10 << 20;
    byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** {@return the bytes of the PNG file} */
    byte[] png();

    /** {@return the picture in the folder of a bot; empty if there is none that can be read, since a bot works without} */
    static Optional<Prediction> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean isPng = bytes.length > PNG.length && Arrays.equals(Arrays.copyOf(bytes, PNG.length), PNG);
            return isPng ? Optional.of(() -> bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
