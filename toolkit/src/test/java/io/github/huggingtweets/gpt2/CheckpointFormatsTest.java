package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same model is loaded from each form in which people keep it. */
class CheckpointFormatsTest {

    private static final long[] TOKENS = {5, 1, 40, 7};

    @TempDir
    private Path folder;

    private Path original;

    @BeforeEach
    void copyConfiguration() throws IOException {
        original = Reference.root().resolve("three-layers");
        Files.copy(original.resolve("config.json"), folder.resolve("config.json"));
    }

    private static float[][] logits(Path model) {
        try (Gpt2 gpt2 = Gpt2.load(model)) {
            return gpt2.logits(TOKENS);
        }
    }

    private void rewrite(UnaryOperator<String> names, NDManager manager, Map<String, NDArray> others) throws IOException {
        Map<String, NDArray> tensors = new LinkedHashMap<>(others);
        try (Safetensors read = Safetensors.open(original.resolve("model.safetensors"))) {
            read.names().forEach(name -> tensors.put(names.apply(name), read.read(name, manager)));
        }
        Safetensors.write(folder.resolve("model.safetensors"), tensors);
    }

    @Test
    void stopsLoadingWhenTheThreadIsInterrupted() {
        for (Path file : List.of(Nano.folder().resolve("model.safetensors"), Reference.root().resolve("pytorch.bin"),
                Reference.root().resolve("pytorch-before-1.6.bin"))) {
            Thread.currentThread().interrupt();
            assertEquals("The loading of " + file + " was stopped.",
                    assertThrows(CancellationException.class, () -> StoredWeights.open(file)).getMessage());
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void loadsWeightsWithoutPrefixAndWithAttentionMasks() throws IOException {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            rewrite(name -> name.replaceFirst("^transformer\\.", ""), manager, Map.of(
                    "h.0.attn.bias", manager.ones(new Shape(1, 1, 96, 96)), "h.0.attn.masked_bias", manager.create(-1e4f)));
        }

        assertArrayEquals(logits(original), logits(folder));
    }

    @Test
    void loadsTiedOutputWeightsThatAreStoredTwice() throws IOException {
        try (NDManager manager = PyTorch.manager(Device.cpu());
                Safetensors read = Safetensors.open(original.resolve("model.safetensors"))) {
            rewrite(UnaryOperator.identity(), manager, Map.of("lm_head.weight", read.read("transformer.wte.weight", manager)));
        }

        assertArrayEquals(logits(original), logits(folder));
        try (Gpt2 model = Gpt2.load(folder)) {
            assertTrue(model.config().tied());
        }
    }

    @Test
    void loadsTiedWeightsStoredAsOutputWeightsOnly() throws IOException {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            rewrite(name -> name.replace("transformer.wte.weight", "lm_head.weight"), manager, Map.of());
        }

        assertArrayEquals(logits(original), logits(folder));
    }

    /** As {@code transformers} does since its version 5, which the reference was computed with. */
    @Test
    void loadsUntiedOutputWeightsThatTheConfigurationDoesNotMention() throws IOException {
        Path untied = Reference.root().resolve("untied");
        String config = Files.readString(untied.resolve("config.json"));
        assertTrue(config.contains("\"tie_word_embeddings\": false"), config);
        Files.writeString(folder.resolve("config.json"),
                config.replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true"));
        try (Stream<Path> weights = Files.list(untied)) {
            for (Path file : weights.filter(path -> path.getFileName().toString().startsWith("model")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }

        assertArrayEquals(logits(untied), logits(folder));
        try (Gpt2 model = Gpt2.load(folder)) {
            assertFalse(model.config().tied(), "it is saved as what it is");
        }
    }

    @Test
    void savesUntiedOutputWeights() throws IOException {
        Path untied = Reference.root().resolve("untied");
        try (Gpt2 model = Gpt2.load(untied)) {
            model.saveWeights(folder, DataType.FLOAT32);
            Files.writeString(folder.resolve("config.json"), model.config().toJson().toString());
        }

        assertArrayEquals(logits(untied), logits(folder));
    }

    @Test
    void refusesAnIndexWithAMissingFile() throws IOException {
        Path untied = Reference.root().resolve("untied");
        Path index = Files.copy(untied.resolve("model.safetensors.index.json"), folder.resolve("model.safetensors.index.json"));

        String message = assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage();
        assertTrue(message.matches(
                index + " names the file model-0000\\d-of-0000\\d.safetensors, which is missing; fetch it, too"), message);
    }

    @Test
    void refusesAnIndexThatNamesAFileElsewhere() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\": {\"wte.weight\": \"no\\u0000path\\u001b\"}}");
        assertEquals(index + " names the file 'no?path?', which is not beside it; do not use this model",
                assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage());
        Files.writeString(index, "{\"weight_map\": {\"wte.weight\": \"../../secret.safetensors\"}}");

        assertEquals(index + " names the file '../../secret.safetensors', which is not beside it; do not use this model",
                assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage());
    }

    @Test
    void refusesAnInvalidIndex() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");

        Files.writeString(index, "{\"metadata\": {}}");
        assertEquals(index + " has no weight_map, which says which tensor is in which file; fetch it again",
                assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage());
        Files.writeString(index, "{\"weight_map\":\n");
        assertEquals(index + " is not valid JSON (line 2); fetch it again",
                assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage());
    }
}
