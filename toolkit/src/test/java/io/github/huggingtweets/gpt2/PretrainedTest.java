package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.github.huggingtweets.hub.FakeHub;
import io.github.huggingtweets.hub.HubClient;
import io.github.huggingtweets.hub.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a model that are used are downloaded, and make one model together. */
class PretrainedTest {

    private static final String BOT = "huggingtweets/kirsten3531";
    private static final Path NANO = Nano.folder();

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();

    @AfterEach
    void close() {
        server.close();
    }

    private Set<String> downloaded(Map<String, Path> files) throws IOException {
        server.commit(BOT, "main", files);
        Path folder = Pretrained.of(BOT).folder(new HubClient(home, server).hub());
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Map<String, Path> nano(String... names) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : names) { // whatever the name, something of the right kind
            files.put(name, NANO.resolve(name.endsWith(".bin") ? "model.safetensors" : Files.exists(NANO.resolve(name)) ? name
                    : "config.json"));
        }
        return files;
    }

    @Test
    void downloadsOnlyTheFilesThatAreUsed() throws IOException {
        assertEquals(Set.of("config.json", "generation_config.json", "tokenizer.json", "model.safetensors"),
                downloaded(nano(".gitattributes", "README.md", "config.json", "generation_config.json", "merges.txt",
                        "vocab.json", "tokenizer.json", "model.safetensors", "pytorch_model.bin", "tf_model.h5",
                        "rust_model.ot")));
    }

    @Test
    void downloadsVocabularyAndMergesWithoutTokenizerJson() throws IOException {
        assertEquals(Set.of("config.json", "vocab.json", "merges.txt", "pytorch_model.bin"),
                downloaded(nano("config.json", "merges.txt", "vocab.json", "pytorch_model.bin", "training_args.bin")));
    }

    @Test
    void usesWhatPythonHasDownloaded() throws IOException {
        Map<String, Path> files = nano("config.json", "vocab.json", "merges.txt", "tokenizer.json", "model.safetensors",
                "pytorch_model.bin");
        server.commit(BOT, "main", files);
        new HubClient(home, server).hub().snapshot(io.github.huggingtweets.hub.RepositoryId.of(BOT), "config.json")
                .fetch(List.of("config.json", "vocab.json", "merges.txt", "pytorch_model.bin"));
        server.forget();

        Pretrained.of(BOT).folder(new HubClient(home, server).hub());

        assertEquals(List.of("hub HEAD /" + BOT + "/resolve/main/config.json"), server.seen());
    }

    /** A bot that Python has downloaded has a card, too. */
    @Test
    void downloadsFurtherFilesOfAModelInTheCacheOnce() throws IOException {
        downloaded(nano("README.md", "config.json", "tokenizer.json", "model.safetensors"));
        server.forget();

        Path folder = Pretrained.of(BOT).folder(new HubClient(home, server).hub(), "run.json", "README.md");
        assertTrue(Files.exists(folder.resolve("README.md")));
        assertTrue(server.seen().contains("hub GET /" + BOT + "/resolve/" + folder.getFileName() + "/README.md"),
                server.seen().toString());
        server.forget();
        Pretrained.of(BOT).folder(new HubClient(home, server).hub(), "run.json", "README.md");
        assertEquals(List.of("hub HEAD /" + BOT + "/resolve/main/config.json"), server.seen());
    }

    @Test
    void loadsAModelInTheCacheWithoutFurtherFilesIfTheHubFails() throws IOException {
        downloaded(nano("README.md", "config.json", "tokenizer.json", "model.safetensors"));
        server.add((request, exchange) -> {
            if (request.path().endsWith("README.md")) {
                exchange.sendResponseHeaders(403, -1);
                return true;
            }
            return false;
        });

        Path folder = Pretrained.of(BOT).folder(new HubClient(home, server).hub(), "README.md");
        assertTrue(Files.exists(folder.resolve("model.safetensors")));
    }

    @Test
    void downloadsWeightsInSeveralFiles() throws IOException {
        Gpt2Config config = Gpt2Config.of(40, 8, 16, 2, 2, 39);
        Path folder = Files.createDirectories(home.resolve("sharded"));
        float[][] expected;
        try (Gpt2 model = Gpt2.random(config, 7, Device.cpu())) {
            expected = model.logits(new long[] {1, 2, 3});
            Files.writeString(folder.resolve("config.json"), config.toJson().toString());
            shards(model, folder);
        }
        server.commit(BOT, folder, "config.json", "model.safetensors.index.json", "model-1-of-2.safetensors",
                "model-2-of-2.safetensors");

        try (Gpt2 model = Gpt2.load(Pretrained.of(BOT).folder(new HubClient(home, server).hub()))) {
            float[][] actual = model.logits(new long[] {1, 2, 3});
            for (int i = 0; i < expected.length; i++) {
                org.junit.jupiter.api.Assertions.assertArrayEquals(expected[i], actual[i], 1e-6f);
            }
        }
    }

    private static void shards(Gpt2 model, Path folder) throws IOException {
        List<String> names = new ArrayList<>(model.weights().keySet());
        StringBuilder index = new StringBuilder("{\"metadata\": {}, \"weight_map\": {");
        for (int shard = 1; shard <= 2; shard++) {
            String file = "model-" + shard + "-of-2.safetensors";
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            for (String name : shard == 1 ? names.subList(0, 9) : names.subList(9, names.size())) {
                tensors.put(name, model.weights().get(name).toType(DataType.FLOAT32, true));
                index.append(index.toString().endsWith("{") ? "" : ", ").append("\"%s\": \"%s\"".formatted(name, file));
            }
            Safetensors.write(folder.resolve(file), tensors);
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), index + "}}");
    }

    @Test
    void saysThatAFolderHoldsNoWeights() throws IOException {
        server.commit(BOT, NANO, "config.json", "tokenizer.json");
        assertEquals(BOT + " has none of these files: model.safetensors, model.safetensors.index.json, pytorch_model.bin,"
                + " pytorch_model.bin.index.json; take a model that has one",
                assertThrows(HubException.class,
                        () -> Pretrained.of(BOT).folder(new HubClient(home, server).hub())).getMessage());
    }

    @Test
    void saysThatThereIsNeitherAModelNorAFolder() {
        String message = assertThrows(HubException.class,
                () -> Pretrained.of("models/mine").folder(new HubClient(home, server).hub())).getMessage();

        assertTrue(message.startsWith("There is no model \"models/mine\" at " + server.endpoint()), message);
        assertTrue(message.endsWith(". There is no folder " + Path.of("models/mine").toAbsolutePath()
                + " on this machine either"), message);
    }

    @Test
    void prefersAFolderToANameOnTheHub() throws IOException {
        assertEquals("nano", Pretrained.of(NANO.toString()).name());
        assertEquals(NANO, Pretrained.of(NANO.toString()).folder());
        assertEquals(BOT + "@v1", Pretrained.of(BOT + "@v1").name());
        assertEquals(BOT + "@refs/pr/1", Pretrained.of(BOT + "@refs/pr/1").name());
        for (String path : List.of("./models/me", "/models/me", "~/me", "a/b/c", "me/", "C:\\me", "..")) {
            if (!Files.isDirectory(Path.of(path))) {
                String message = assertThrows(ModelException.class, () -> Pretrained.of(path)).getMessage();
                assertEquals("There is no model folder " + path + "; check the path", message);
            }
        }
        for (String wrong : List.of("", "my model", "gpt2@", "--")) {
            assertThrows(IllegalArgumentException.class, () -> Pretrained.of(wrong), wrong);
        }
        try (Gpt2 model = Gpt2.fromPretrained(NANO.toString())) {
            assertTrue(model.config().vocabularySize() > 1_000);
        }
    }
}
