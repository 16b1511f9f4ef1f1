package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The shape of a GPT-2. Names in {@code config.json} and defaults are those of the Hugging Face Hub; the defaults give the model
 * with 124 million parameters (Radford et al. 2019).
 *
 * @param vocabularySize the number of tokens, V
 * @param contextLength the number of positions, T_max
 * @param hiddenSize the length of a token's vector, C
 * @param layers the number of transformer layers
 * @param heads the number of attention heads, H, which divides the hidden size
 * @param innerSize the length of the vector inside the feed-forward part
 * @param embeddingDropout the probability of dropping an element of the embedding while training
 * @param attentionDropout the probability of dropping an attention weight while training
 * @param residualDropout the probability of dropping an element that is added to the residual stream while training
 * @param layerNormEpsilon what is added to the variance in a layer normalization
 * @param endOfText the id of the token that ends a text
 * @param tied whether the word embeddings are also the output weights, as in OpenAI's model
 */
public record Gpt2Config(
        int vocabularySize,
        int contextLength,
        int hiddenSize,
        int layers,
        int heads,
        int innerSize,
        double embeddingDropout,
        double attentionDropout,
        double residualDropout,
        double layerNormEpsilon,
        int endOfText,
        boolean tied) {

    private static final String FILE = "config.json";
    private static final int MOST_BYTES = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Settings in which other models of the family differ, with all names of the values that this implementation supports. */
    private static final Map<String, List<String>> FIXED = Map.of(
            "activation_function", List.of("gelu_new", "gelu_fast", "gelu_pytorch_tanh", "gelu_python_tanh"),
            "scale_attn_weights", List.of("true"),
            "scale_attn_by_inverse_layer_idx", List.of("false"),
            "add_cross_attention", List.of("false"));
    private static final int END_OF_TEXT = 50256; // OpenAI's

    /**
     * Checks the sizes and probabilities.
     *
     * @throws ModelException if one of them is out of range, or the heads do not divide the hidden size
     */
    public Gpt2Config {
        checkPositive("vocabulary size", vocabularySize);
        checkPositive("context length", contextLength);
        checkPositive("hidden size", hiddenSize);
        checkPositive("number of layers", layers);
        checkPositive("number of heads", heads);
        checkPositive("inner size", innerSize);
        check(hiddenSize % heads == 0, "a hidden size of %d cannot be shared among %d heads", hiddenSize, heads);
        checkDropout("embedding", embeddingDropout);
        checkDropout("attention", attentionDropout);
        checkDropout("residual", residualDropout);
        check(layerNormEpsilon >= 0, "the epsilon of layer normalizations is 0 or more, not %s", layerNormEpsilon);
        check(endOfText >= 0, "the token that ends a text has a number from 0, not %d", endOfText);
    }

    private static void checkPositive(String name, int value) {
        check(value >= 1, "the %s of a GPT-2 is 1 or more, not %d", name, value);
    }

    private static void checkDropout(String name, double value) {
        check(value >= 0 && value < 1, "the %s dropout is a probability from 0 to less than 1, not %s", name, value);
    }

    private static void check(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new ModelException(message.formatted(values));
        }
    }

    /**
     * {@return the GPT-2 of a given size, with the defaults for everything else}
     *
     * @param vocabularySize the number of tokens, V
     * @param contextLength the number of positions, T_max
     * @param hiddenSize the length of a token's vector, C
     * @param layers the number of transformer layers
     * @param heads the number of attention heads, H, which divides the hidden size
     * @param endOfText the id of the token that ends a text
     */
    public static Gpt2Config of(
            int vocabularySize, int contextLength, int hiddenSize, int layers, int heads, int endOfText) {
        return new Gpt2Config(
                vocabularySize, contextLength, hiddenSize, layers, heads, 4 * hiddenSize, 0.1, 0.1, 0.1, 1e-5, endOfText, true);
    }

    /** {@return the number of all weights and biases} */
    public long parameters() {
        return Weights.shapes(this).values().stream().mapToLong(Shape::size).sum();
    }

    /** {@return the length of one head's vector, S} */
    public int headSize() {
        return hiddenSize / heads;
    }

    /**
     * {@return the same configuration with other probabilities of dropout}
     *
     * @param probability that of the embedding and of the residual stream, from 0 to less than 1
     * @param ofAttention that of the attention weights, from 0 to less than 1
     */
    public Gpt2Config withDropout(double probability, double ofAttention) {
        return new Gpt2Config(vocabularySize, contextLength, hiddenSize, layers, heads, innerSize,
                probability, ofAttention, probability, layerNormEpsilon, endOfText, tied);
    }

    /**
     * {@return the same configuration with another token that ends a text}
     *
     * @param token the id of the token
     */
    public Gpt2Config withEndOfText(int token) {
        return new Gpt2Config(vocabularySize, contextLength, hiddenSize, layers, heads, innerSize,
                embeddingDropout, attentionDropout, residualDropout, layerNormEpsilon, token, tied);
    }

    /** {@return the same configuration with output weights that are not the word embeddings} */
    Gpt2Config untied() {
        return new Gpt2Config(vocabularySize, contextLength, hiddenSize, layers, heads, innerSize,
                embeddingDropout, attentionDropout, residualDropout, layerNormEpsilon, endOfText, false);
    }

    /**
     * Reads {@code config.json}.
     *
     * @param folder the folder of a model
     * @return the configuration of the model
     * @throws ModelException if the file is missing or broken, or describes another kind of model
     */
    public static Gpt2Config read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(Files.isDirectory(folder)
                    ? "%s is no model folder: it holds no %s; name the folder that holds it".formatted(folder, FILE)
                    : "There is no model folder %s; check the path".formatted(folder));
        }
        JsonNode json = json(file);
        try {
            return of(json);
        } catch (ModelException e) {
            throw new ModelException("%s describes no model that can be used: %s; take a GPT-2 with its own config.json"
                    .formatted(file, e.getMessage()), e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(SmallFile.read(file, MOST_BYTES));
        } catch (JsonProcessingException e) {
            throw new ModelException("%s is not valid JSON (line %d); fetch the model again"
                    .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw new ModelException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Gpt2Config of(JsonNode json) {
        String type = json.path("model_type").asText("").isBlank() ? "(none)" : json.path("model_type").asText();
        check(type.equals("gpt2") || isOf2019(json), "its model_type is %s, and only gpt2 can be loaded", type);
        FIXED.forEach((name, values) -> check(values.contains(json.path(name).asText(values.get(0))),
                "its %s is %s, and only %s is computed", name, json.path(name), values.get(0)));
        Fields fields = new Fields(json);
        int hiddenSize = fields.integer("n_embd", 768);
        int vocabularySize = fields.integer("vocab_size", 50257);
        return new Gpt2Config(
                vocabularySize,
                fields.integer("n_positions", 1024),
                hiddenSize,
                fields.integer("n_layer", 12),
                fields.integer("n_head", 12),
                fields.integer("n_inner", 4 * hiddenSize),
                fields.number("embd_pdrop", 0.1),
                fields.number("attn_pdrop", 0.1),
                fields.number("resid_pdrop", 0.1),
                fields.number("layer_norm_epsilon", 1e-5),
                fields.integer("eos_token_id", Math.min(END_OF_TEXT, vocabularySize - 1)),
                json.path("tie_word_embeddings").asBoolean(true));
    }

    /** {@return whether it is a GPT-2 from before configurations had a model type; only GPT-2 has sizes of these names} */
    private static boolean isOf2019(JsonNode json) {
        return !json.hasNonNull("model_type") && Stream.of("vocab_size", "n_embd", "n_layer", "n_head").allMatch(json::has)
                && json.path("architectures").path(0).asText("GPT2").startsWith("GPT2");
    }

    /** {@return the content of {@code config.json}, to which a caller may add properties} */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add("GPT2LMHeadModel");
        json.put("model_type", "gpt2")
                .put("vocab_size", vocabularySize)
                .put("n_positions", contextLength)
                .put("n_ctx", contextLength)
                .put("n_embd", hiddenSize)
                .put("n_layer", layers)
                .put("n_head", heads)
                .put("n_inner", innerSize)
                .put("activation_function", "gelu_new")
                .put("embd_pdrop", embeddingDropout)
                .put("attn_pdrop", attentionDropout)
                .put("resid_pdrop", residualDropout)
                .put("layer_norm_epsilon", layerNormEpsilon)
                .put("initializer_range", 0.02)
                .put("bos_token_id", endOfText)
                .put("eos_token_id", endOfText)
                .put("tie_word_embeddings", tied);
        return json;
    }

    private record Fields(JsonNode json) {

        int integer(String name, int otherwise) {
            JsonNode node = json.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return otherwise;
            }
            check(node.isIntegralNumber() && node.canConvertToInt(), "its %s is %s and should be a whole number", name, node);
            return node.intValue();
        }

        double number(String name, double otherwise) {
            JsonNode node = json.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return otherwise;
            }
            check(node.isNumber(), "its %s is %s and should be a number", name, node);
            return node.doubleValue();
        }
    }
}
