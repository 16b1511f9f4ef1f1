package io.github.huggingtweets.gpt2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Checks the content of a {@code tokenizer.json} before the native library sees it. That library supports many kinds of
 * tokenizers, and ends the whole program at some definitions that make no sense. So a new definition is written, which has the
 * parts and settings that byte-level tokenizers need, and nothing else. A definition with other parts is refused.
 */
final class TokenizerDefinition {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TOKEN = 10_000;
    private static final int GREATEST_ID = 10_000_000;
    private static final Set<String> NORMALIZERS = Set.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase");

    private final JsonNode original;

    private TokenizerDefinition(JsonNode original) {
        this.original = original;
    }

    /**
     * Checks a definition.
     *
     * @param original the content of a {@code tokenizer.json}
     * @return an equivalent definition for encoding without special tokens, and for decoding
     * @throws IllegalArgumentException if a part is missing or broken
     * @throws ModelException if it is not a byte-level BPE
     */
    static ObjectNode checked(JsonNode original) {
        return new TokenizerDefinition(original).checked();
    }

    private ObjectNode checked() {
        ObjectNode definition = JSON.createObjectNode().put("version", "1.0");
        definition.set("model", model(original.path("model")));
        definition.set("added_tokens", addedTokens());
        definition.set("normalizer", normalizer(original.path("normalizer")));
        definition.set("pre_tokenizer", preTokenizer(original.path("pre_tokenizer")));
        definition.set("decoder", decoder(original.path("decoder")));
        return definition;
    }

    private ArrayNode addedTokens() {
        ArrayNode tokens = JSON.createArrayNode();
        for (JsonNode token : original.path("added_tokens")) {
            tokens.addObject()
                    .put("id", id(token.path("id")))
                    .put("content", text(token.path("content")))
                    .put("single_word", token.path("single_word").asBoolean())
                    .put("lstrip", token.path("lstrip").asBoolean())
                    .put("rstrip", token.path("rstrip").asBoolean())
                    .put("normalized", token.path("normalized").asBoolean())
                    .put("special", token.path("special").asBoolean());
        }
        return tokens;
    }

    private static JsonNode normalizer(JsonNode part) {
        if (isAbsent(part)) {
            return JSON.nullNode();
        }
        if (type(part).equals("Sequence")) {
            ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
            ArrayNode normalizers = sequence.putArray("normalizers");
            part.path("normalizers").forEach(inner -> normalizers.add(normalizer(inner)));
            return sequence;
        }
        supported(NORMALIZERS.contains(type(part)), "normalizer", part);
        return JSON.createObjectNode().put("type", type(part));
    }

    private static ObjectNode preTokenizer(JsonNode part) {
        if (type(part).equals("Sequence")) {
            ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
            ArrayNode preTokenizers = sequence.putArray("pretokenizers");
            part.path("pretokenizers").forEach(inner -> preTokenizers.add(preTokenizer(inner)));
            return sequence;
        }
        if (type(part).equals("Digits")) {
            return JSON.createObjectNode().put("type", "Digits")
                    .put("individual_digits", part.path("individual_digits").asBoolean());
        }
        supported(type(part).equals("ByteLevel"), "pre_tokenizer", part);
        return byteLevel(part.path("add_prefix_space").asBoolean(true), part.path("use_regex").asBoolean(true));
    }

    private static ObjectNode decoder(JsonNode part) {
        supported(type(part).equals("ByteLevel"), "decoder", part);
        return byteLevel(false, true);
    }

    /** {@return the part that turns bytes into the characters of the vocabulary, and back} */
    static ObjectNode byteLevel(boolean addPrefixSpace, boolean useRegex) {
        return JSON.createObjectNode().put("type", "ByteLevel")
                .put("add_prefix_space", addPrefixSpace)
                .put("trim_offsets", true)
                .put("use_regex", useRegex);
    }

    private static ObjectNode model(JsonNode part) {
        require(part.isObject(), "it has no model");
        String type = part.path("type").asText("BPE"); // the oldest files do not name it
        supported(type.equals("BPE"), "its model is %s".formatted(type));
        supported(part.path("continuing_subword_prefix").asText("").isEmpty(), "its model has a continuing_subword_prefix");
        supported(part.path("end_of_word_suffix").asText("").isEmpty(), "its model has an end_of_word_suffix");
        supported(part.path("dropout").asDouble() == 0, "its model leaves out merges at random");
        supported(!part.path("byte_fallback").asBoolean(), "its model has a byte_fallback");
        JsonNode vocabulary = part.path("vocab");
        require(vocabulary.isObject() && part.path("merges").isArray(), "its model has no vocab or no merges");
        vocabulary.forEach(TokenizerDefinition::id);
        ObjectNode model = JSON.createObjectNode().put("type", "BPE")
                .put("fuse_unk", part.path("fuse_unk").asBoolean())
                .put("ignore_merges", part.path("ignore_merges").asBoolean());
        if (part.path("unk_token").isTextual()) {
            String unknown = part.path("unk_token").asText();
            require(vocabulary.has(unknown), "its vocab lacks the unk_token");
            model.put("unk_token", unknown);
        }
        model.set("vocab", vocabulary);
        model.set("merges", merges(part.path("merges")));
        return model;
    }

    private static ArrayNode merges(JsonNode merges) {
        require(StreamSupport.stream(merges.spliterator(), false).allMatch(TokenizerDefinition::isMerge),
                "a merge is not a pair of texts");
        return (ArrayNode) merges;
    }

    private static boolean isMerge(JsonNode merge) {
        return merge.isTextual() || merge.size() == 2 && merge.path(0).isTextual() && merge.path(1).isTextual();
    }

    private static int id(JsonNode id) {
        require(id.canConvertToInt() && id.isIntegralNumber() && id.intValue() >= 0 && id.intValue() <= GREATEST_ID,
                "a token has the id %s".formatted(id));
        return id.intValue();
    }

    private static String text(JsonNode text) {
        require(text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= LONGEST_TOKEN,
                "an added token has no text, or a very long one");
        return text.asText();
    }

    private static boolean isAbsent(JsonNode part) {
        return part.isMissingNode() || part.isNull();
    }

    private static String type(JsonNode part) {
        return part.path("type").asText("");
    }

    private static void supported(boolean isSupported, String part, JsonNode definition) {
        supported(isSupported, isAbsent(definition) ? "it has no " + part : "its %s is %s".formatted(part, type(definition)));
    }

    private static void supported(boolean isSupported, String reason) {
        if (!isSupported) {
            throw new ModelException(reason);
        }
    }

    private static void require(boolean holds, String reason) {
        if (!holds) {
            throw new IllegalArgumentException(reason);
        }
    }
}
