package io.github.huggingtweets.gpt2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
 * @param embeddingDropout the probability at which an element of the embedding is dropped while training
 * @param attentionDropout the same for an attention weight
 * @param residualDropout the same for an element that is added to the residual stream
 * @param layerNormEpsilon what is added to the variance in a layer normalization
 * @param endOfText the id of the token that ends a text
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
        int endOfText) {

    private static final String FILE = "config.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What other models of the family vary, and the only value that this implementation computes. */
    private static final Map<String, String> FIXED = Map.of(
            "activation_function", "gelu_new",
            "tie_word_embeddings", "true",
            "scale_attn_weights", "true",
            "scale_attn_by_inverse_layer_idx", "false",
            "reorder_and_upcast_attn", "false",
            "add_cross_attention", "false");

    public Gpt2Config {
        if (vocabularySize < 1 || contextLength < 1 || hiddenSize < 1 || layers < 1 || heads < 1 || innerSize < 1) {
            throw new ModelException("A GPT-2 needs at least one token, position, layer, head and element, not "
                    + "%d, %d, %d, %d and %d".formatted(vocabularySize, contextLength, layers, heads, hiddenSize));
        }
        if (hiddenSize % heads != 0) {
            throw new ModelException("A hidden size of %d cannot be shared among %d heads".formatted(hiddenSize, heads));
        }
    }

    /** {@return the GPT-2 of a given size, with the defaults for everything else} */
    public static Gpt2Config of(
            int vocabularySize, int contextLength, int hiddenSize, int layers, int heads, int endOfText) {
        return new Gpt2Config(
                vocabularySize, contextLength, hiddenSize, layers, heads, 4 * hiddenSize, 0.1, 0.1, 0.1, 1e-5, endOfText);
    }

    /** {@return the length of one head's vector, S} */
    public int headSize() {
        return hiddenSize / heads;
    }

    /** {@return the same shape with one other probability for all three kinds of dropout} */
    public Gpt2Config withDropout(double probability) {
        return new Gpt2Config(vocabularySize, contextLength, hiddenSize, layers, heads, innerSize,
                probability, probability, probability, layerNormEpsilon, endOfText);
    }

    /**
     * Reads {@code config.json}.
     *
     * @param folder the folder of a model
     * @return its shape
     * @throws ModelException if the file is missing or broken, or describes another kind of model
     */
    public static Gpt2Config read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(Files.isDirectory(folder)
                    ? "%s is no model folder: it holds no %s; name the folder that holds it".formatted(folder, FILE)
                    : "There is no model folder %s; check the path".formatted(folder));
        }
        try {
            return of(JSON.readTree(Files.readAllBytes(file)), file);
        } catch (JsonProcessingException e) {
            throw new ModelException("%s is not valid JSON (line %d); fetch the model again"
                    .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw new ModelException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Gpt2Config of(JsonNode json, Path file) {
        String type = json.path("model_type").asText("(none)");
        if (!type.equals("gpt2")) {
            throw new ModelException("%s describes a model of type '%s'; only 'gpt2' can be loaded".formatted(file, type));
        }
        FIXED.forEach((key, value) -> {
            String found = json.path(key).asText(value);
            if (!found.equals(value)) {
                throw new ModelException(
                        "%s asks for %s = %s; only %s is supported".formatted(file, key, found, value));
            }
        });
        Fields fields = new Fields(json, file);
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
                fields.integer("eos_token_id", vocabularySize - 1));
    }

    /** {@return the content of {@code config.json}, to which a caller may add what else is known of the model} */
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
                .put("eos_token_id", endOfText);
        return json;
    }

    private record Fields(JsonNode json, Path file) {

        int integer(String name, int otherwise) {
            JsonNode node = json.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return otherwise;
            }
            if (!node.canConvertToInt() || !node.isIntegralNumber()) {
                throw new ModelException("%s has %s = %s, which is no whole number".formatted(file, name, node));
            }
            return node.intValue();
        }

        double number(String name, double otherwise) {
            JsonNode node = json.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return otherwise;
            }
            if (!node.isNumber()) {
                throw new ModelException("%s has %s = %s, which is no number".formatted(file, name, node));
            }
            return node.doubleValue();
        }
    }
}
