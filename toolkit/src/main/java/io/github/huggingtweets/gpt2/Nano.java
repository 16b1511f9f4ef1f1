package io.github.huggingtweets.gpt2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The small GPT-2 that is embedded in the toolkit, so that everything can be tried without a download: 5.3 million parameters,
 * pre-trained on English books in the public domain.
 */
public final class Nano {

    private static final List<String> FILES = List.of(
            "config.json", Gpt2.WEIGHTS, "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
            "vocab.json", "merges.txt", "README.md", "pretraining.json", "fine_tuning.json");

    private static Path folder;

    private Nano() {}

    /**
     * Unpacks the model; later calls return the same folder.
     *
     * @return a temporary folder named {@code nano} in Hugging Face's layout, which is deleted when the program ends
     * @throws UncheckedIOException if the folder for temporary files has no room
     */
    public static synchronized Path folder() {
        if (folder == null) {
            try {
                folder = unpack(Files.createDirectory(Files.createTempDirectory("huggingtweets").resolve("nano")));
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded model cannot be unpacked; is there room in java.io.tmpdir?", e);
            }
        }
        return folder;
    }

    private static Path unpack(Path target) throws IOException {
        deleteOnExit(target.getParent());
        deleteOnExit(target); // folders first, since what is registered last is deleted first
        for (String name : FILES) {
            try (InputStream resource = Nano.class.getResourceAsStream("nano/" + name)) {
                Files.copy(resource, target.resolve(name));
            }
            deleteOnExit(target.resolve(name));
        }
        return target;
    }

    private static void deleteOnExit(Path path) {
        path.toFile().deleteOnExit();
    }
}
