package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken model folder is refused in one sentence, which names the file, the reason and the remedy. */
class BrokenModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** A model of 5 layers with 6 heads, hidden size 12 and vocabulary 61. */
    @BeforeEach
    void copyAModel() throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(Reference.root().resolve("six-heads").resolve(name), folder.resolve(name));
        }
    }

    @Test
    void loadsTheFolderBeforeItIsBroken() {
        try (Gpt2 model = Gpt2.load(folder)) {
            String told = model.toString();
            assertTrue(told.contains("5 layers, 6 heads, hidden size 12, vocabulary 61, context 48"), told);
        }
    }

    // ------------------------------------------------------------------------------------------- files

    @Test
    void refusesAMissingFolder() {
        assertEquals("There is no model folder %s; check the path".formatted(folder.resolve("typo")),
                assertThrows(ModelException.class, () -> Gpt2.load(folder.resolve("typo"))).getMessage());
    }

    @Test
    void refusesAFolderWithoutConfiguration() throws IOException {
        Files.delete(folder.resolve("config.json"));

        assertRefused("is no model folder: it holds no config.json; name the folder that holds it");
    }

    @Test
    void refusesAFolderWithoutWeights() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));

        assertRefused("holds no weights; put one of these files there: model.safetensors, model.safetensors.index.json,"
                + " pytorch_model.bin");
    }

    // ------------------------------------------------------------------------------------------- tensors

    @ParameterizedTest
    @ValueSource(strings = {"wte.weight", "h.0.attn.c_attn.weight", "h.4.mlp.c_proj.bias", "ln_f.bias"})
    void refusesAMissingTensor(String name) throws IOException {
        rewrite(tensors -> {
            assertTrue(tensors.remove("transformer." + name) != null);
            return tensors;
        });

        assertRefused("model.safetensors has no tensor 'transformer." + name + "' of shape (", "take the config.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wte.weight | (12, 61) | (61, 12)",
        "h.0.attn.c_attn.weight | (36, 12) | (12, 36)", // as a Linear instead of a Conv1D has it
        "h.3.ln_2.bias | (3, 4) | (12)"})
    void refusesATensorOfAnotherShape(String name, String shape, String expected) throws IOException {
        long[] dimensions = Arrays.stream(shape.replaceAll("[()]", "").split(", ")).mapToLong(Long::parseLong).toArray();
        rewrite(tensors -> {
            tensors.computeIfPresent("transformer." + name, (key, tensor) -> tensor.reshape(dimensions));
            return tensors;
        });

        assertRefused("model.safetensors has 'transformer." + name + "' with shape " + shape + ", but its config.json asks for "
                + expected, "use the files of one model");
    }

    @Test
    void acceptsTheNamesOfTheBareModel() throws IOException {
        float[][] expected = logits();
        rewrite(tensors -> {
            Map<String, NDArray> bare = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> bare.put(name.replace("transformer.", ""), tensor));
            return bare;
        });

        assertTrue(Arrays.deepEquals(expected, logits()));
    }

    @Test
    void ignoresOtherTensors() throws IOException {
        float[][] expected = logits();
        rewrite(tensors -> {
            tensors.put("transformer.h.0.attn.bias", tensors.get("transformer.ln_f.bias").toType(DataType.FLOAT16, false));
            return tensors;
        });

        assertTrue(Arrays.deepEquals(expected, logits()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "model_type | null", // as it was written in 2019
        "activation_function | 'gelu_pytorch_tanh'", // other names of the same function
        "activation_function | 'gelu_fast'",
        "reorder_and_upcast_attn | true", // says how to round in half precision
        "n_ctx | 48",
        "task_specific_params | null"})
    void acceptsEquivalentSettings(String name, String value) throws IOException {
        float[][] expected = logits();
        configure(name, value);

        assertTrue(Arrays.deepEquals(expected, logits()));
    }

    @ParameterizedTest
    @CsvSource({"50257, 50256", "50304, 50256", "61, 60"})
    void takesOpenAIsEndOfTextByDefault(int vocabularySize, int expected) throws IOException {
        configure("eos_token_id", "null");
        configure("vocab_size", Integer.toString(vocabularySize));

        assertEquals(expected, Gpt2Config.read(folder).endOfText());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWeightsThatAreNotFinite(float number) throws IOException {
        rewrite(tensors -> {
            tensors.computeIfPresent("transformer.h.1.attn.c_proj.weight", (key, tensor) -> {
                float[] numbers = tensor.toFloatArray();
                numbers[40] = number;
                return tensor.getManager().create(numbers, tensor.getShape());
            });
            return tensors;
        });
        assertRefused("is damaged: the weight 'h.1.attn.c_proj.weight' holds numbers that are not finite; fetch it again");
    }

    @Test
    void refusesToGenerateFromScoresThatAreNotFinite() {
        try (Gpt2 model = Gpt2.load(folder)) {
            model.copyWeightsFrom(model.weights().values().stream().map(weight -> weight.mul(Float.NaN)).toList());
            Generator generator = new Generator(model);
            String message = assertThrows(
                    ModelException.class, () -> generator.generate(new long[] {1}, 1, Sampling.defaults())).getMessage();
            assertTrue(message.contains("its weights are damaged"), message);
        }
    }

    private float[][] logits() {
        try (Gpt2 model = Gpt2.load(folder)) {
            return model.logits(new long[] {5, 1, 60});
        }
    }

    private void rewrite(UnaryOperator<Map<String, NDArray>> change) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (NDManager manager = PyTorch.manager(Device.cpu()); Safetensors original = Safetensors.open(file)) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            original.names().forEach(name -> tensors.put(name, original.read(name, manager)));
            Files.delete(file);
            Safetensors.write(file, change.apply(tensors));
        }
    }

    // ------------------------------------------------------------------------------------------- configuration

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "model_type | 'llama' | its model_type is llama, and only gpt2 can be loaded",
        "model_type | '' | its model_type is (none), and only gpt2 can be loaded",
        "activation_function | 'relu' | its activation_function is 'relu', and only gelu_new is computed",
        "scale_attn_weights | false | its scale_attn_weights is false, and only true is computed",
        "n_head | 5 | a hidden size of 12 cannot be shared among 5 heads",
        "n_head | 0 | the number of heads of a GPT-2 is 1 or more, not 0",
        "n_layer | -1 | the number of layers of a GPT-2 is 1 or more, not -1",
        "n_embd | '12' | its n_embd is '12' and should be a whole number",
        "n_embd | 12.5 | its n_embd is 12.5 and should be a whole number",
        "n_embd | [12] | its n_embd is [12] and should be a whole number",
        "vocab_size | 99999999999 | its vocab_size is 99999999999 and should be a whole number",
        "layer_norm_epsilon | 'small' | its layer_norm_epsilon is 'small' and should be a number",
        "layer_norm_epsilon | -1 | the epsilon of layer normalizations is 0 or more, not -1.0",
        "resid_pdrop | 1 | the residual dropout is a probability from 0 to less than 1, not 1.0",
        "eos_token_id | -1 | the token that ends a text has a number from 0, not -1"})
    void refusesAConfigurationOfAnotherModel(String name, String value, String reason) throws IOException {
        configure(name, value);

        assertRefused("config.json describes no model that can be used: " + reason.replace('\'', '"'),
                "; take a GPT-2 with its own config.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "n_layer | 1000000000 | has no tensor 'transformer.h.999999999.ln_1.weight' of shape (12)",
        "n_layer | 6 | has no tensor 'transformer.h.5.ln_1.weight' of shape (12)",
        "n_embd | 600000 | has 'transformer.h.4.ln_1.weight' with shape (12), but its config.json asks for (600000)",
        "n_positions | 2147483647 | has 'transformer.wpe.weight' with shape (48, 12), but its config.json asks for (2147483647,",
        "vocab_size | 2147483647 | has 'transformer.wte.weight' with shape (61, 12), but its config.json asks for (2147483647,",
        "n_inner | null | has 'transformer.h.0.mlp.c_fc.weight' with shape (12, 17), but its config.json asks for (12, 48)"})
    void refusesAConfigurationOfAnotherSize(String name, String value, String reason) throws IOException {
        configure(name, value);

        assertRefused("model.safetensors " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'model_type':'gpt2', | is not valid JSON (line 1)",
        "{'model_type':'gpt2'} and more | is not valid JSON",
        "gpt2 | is not valid JSON",
        "[] | its model_type is (none)",
        "`` | its model_type is (none)"})
    void refusesAnInvalidConfiguration(String content, String reason) throws IOException {
        Files.writeString(folder.resolve("config.json"), content.replace('\'', '"'));

        assertRefused("config.json", reason);
    }

    private void configure(String name, String value) throws IOException {
        Path file = folder.resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        config.set(name, JSON.readTree(value.replace('\'', '"')));
        JSON.writeValue(file.toFile(), config);
    }

    private void assertRefused(String... parts) {
        String message = assertThrows(ModelException.class, () -> Gpt2.load(folder)).getMessage();
        assertTrue(message.startsWith(folder.toString()), message);
        assertTrue(message.contains("; "), message);
        Arrays.stream(parts).forEach(part -> assertTrue(message.contains(part), message));
        assertEquals(1, message.lines().count(), message);
    }
}
