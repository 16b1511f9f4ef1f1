package io.github.huggingtweets.gpt2;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * GPT-2's byte-level byte-pair encoding (Radford et al. 2019). It encodes every text as token ids, from which the same text is
 * decoded.
 */
public final class Gpt2Tokenizer implements AutoCloseable {

    /** The text of the token that separates texts. */
    public static final String END_OF_TEXT = "<|endoftext|>";

    private static final String LINE_FEED = "\u010a"; // the vocabulary shifts control characters by 256
    private static final String CARRIAGE_RETURN = "\u010d";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";
    private static final int MOST_BYTES = 40_000_000; // the files of 250,000 tokens have 17 million
    private static final Map<String, String> AS_IS = Map.of(
            "addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode definition;
    private final HuggingFaceTokenizer tokenizer;

    private Gpt2Tokenizer(JsonNode definition) throws IOException {
        this.definition = definition;
        byte[] checked = JSON.writeValueAsBytes(TokenizerDefinition.checked(definition));
        PyTorch.startTokenizers();
        tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(checked), AS_IS);
        if (encode(END_OF_TEXT).length != 1) {
            tokenizer.close();
            throw new ModelException("it has no token " + END_OF_TEXT);
        }
    }

    /**
     * Loads the tokenizer of a model.
     *
     * @param folder holds {@code tokenizer.json}, or {@code vocab.json} and {@code merges.txt} as OpenAI published them
     * @return the tokenizer
     * @throws ModelException if the files are missing or broken
     */
    public static Gpt2Tokenizer load(Path folder) {
        try {
            if (Files.isRegularFile(folder.resolve(TOKENIZER))) {
                return new Gpt2Tokenizer(JSON.readTree(read(folder, TOKENIZER)));
            }
            if (Files.isRegularFile(folder.resolve(VOCABULARY)) && Files.isRegularFile(folder.resolve(MERGES))) {
                return new Gpt2Tokenizer(definition(
                        JSON.readTree(read(folder, VOCABULARY)), new String(read(folder, MERGES), StandardCharsets.UTF_8)));
            }
        } catch (JsonProcessingException e) {
            throw new ModelException("The tokenizer in %s is not valid JSON; fetch the model again".formatted(folder), e);
        } catch (ModelException e) {
            throw new ModelException(("The tokenizer in %s cannot be used, since %s; take a model whose tokenizer is GPT-2's"
                    + " byte-level BPE").formatted(folder, e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            throw new ModelException("The tokenizer in %s cannot be loaded (%s); fetch the model again"
                    .formatted(folder, e.getMessage()), e);
        }
        throw new ModelException(
                "%s holds no tokenizer; put the model's %s there, or its %s and %s"
                        .formatted(folder, TOKENIZER, VOCABULARY, MERGES));
    }

    private static byte[] read(Path folder, String file) throws IOException {
        return SmallFile.read(folder.resolve(file), MOST_BYTES);
    }

    /** {@return the content of a tokenizer.json that is equivalent to the two files of 2019} */
    private static JsonNode definition(JsonNode vocabulary, String merges) {
        ObjectNode definition = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = definition.putArray("added_tokens");
        if (vocabulary.has(END_OF_TEXT)) {
            added.addObject()
                    .put("id", vocabulary.path(END_OF_TEXT).asInt())
                    .put("content", END_OF_TEXT)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        definition.set("pre_tokenizer", TokenizerDefinition.byteLevel(false, true));
        definition.set("decoder", TokenizerDefinition.byteLevel(false, true));
        ObjectNode model = definition.putObject("model").put("type", "BPE");
        model.set("vocab", vocabulary);
        ArrayNode pairs = model.putArray("merges");
        merges.lines().filter(line -> !line.isBlank() && !line.startsWith("#version")).forEach(pairs::add);
        return definition;
    }

    /**
     * {@return the token ids of a text; {@value #END_OF_TEXT} in it is one token}
     *
     * @param text any text
     */
    public long[] encode(String text) {
        return tokenizer.encode(text).getIds();
    }

    /**
     * {@return the token ids of several texts in a row, with {@value #END_OF_TEXT} before, between and after them}
     *
     * <p>Each text is encoded once, however often it occurs. The tokens are those of all texts in one string with these separators:
     * a tokenizer cuts a string at the separators first, and each text has one on both sides here, too.
     *
     * @param texts the texts, in order
     */
    public long[] encode(List<String> texts) {
        Map<String, long[]> encoded = new HashMap<>();
        for (String text : texts) {
            encoded.computeIfAbsent(text, one -> {
                long[] tokens = encode(END_OF_TEXT + one + END_OF_TEXT);
                return Arrays.copyOf(tokens, tokens.length - 1);
            });
        }
        return Stream.concat(texts.stream().map(encoded::get), Stream.of(new long[] {endOfText()}))
                .flatMapToLong(LongStream::of).toArray();
    }

    /**
     * {@return the text of some token ids, without {@value #END_OF_TEXT}}
     *
     * @param tokens token ids of this vocabulary
     */
    public String decode(long[] tokens) {
        return tokenizer.decode(tokens, true);
    }

    /**
     * Checks that a model has all tokens of this vocabulary.
     *
     * @param config the model's shape
     * @throws ModelException if the vocabulary of the model is smaller
     */
    public void requireFits(Gpt2Config config) {
        if (size() > config.vocabularySize()) {
            throw new ModelException(String.format(Locale.ENGLISH,
                    "The tokenizer has %,d tokens and the model knows %,d; use the files of one model",
                    size(), config.vocabularySize()));
        }
    }

    /** {@return the number of tokens in the vocabulary, which is one more than the greatest id} */
    public int size() {
        IntStream words = stream(definition.path("model").path("vocab")).mapToInt(JsonNode::asInt);
        IntStream added = stream(definition.path("added_tokens")).mapToInt(token -> token.path("id").asInt());
        return IntStream.concat(words, added).max().orElse(-1) + 1;
    }

    private static Stream<JsonNode> stream(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    /** {@return the ids of the tokens whose text contains a line feed or a carriage return} */
    public BitSet lineBreaks() {
        BitSet ids = new BitSet();
        definition.path("model").path("vocab").properties().forEach(token -> {
            if (token.getKey().contains(LINE_FEED) || token.getKey().contains(CARRIAGE_RETURN)) {
                ids.set(token.getValue().asInt());
            }
        });
        return ids;
    }

    /** {@return the id of the token that ends a text} */
    public long endOfText() {
        return encode(END_OF_TEXT)[0];
    }

    /**
     * Writes the files from which the libraries of Hugging Face read a tokenizer.
     *
     * @param folder an existing folder
     * @param contextLength the greatest number of tokens that the model can read
     * @throws IOException if they cannot be written
     */
    public void save(Path folder, int contextLength) throws IOException {
        Files.write(folder.resolve(TOKENIZER), JSON.writeValueAsBytes(definition));
        JsonNode model = definition.path("model");
        Files.write(folder.resolve(VOCABULARY), JSON.writeValueAsBytes(model.path("vocab")));
        StringBuilder merges = new StringBuilder("#version: 0.2\n");
        for (JsonNode pair : model.path("merges")) {
            merges.append(pair.isArray() ? pair.get(0).asText() + " " + pair.get(1).asText() : pair.asText()).append('\n');
        }
        Files.writeString(folder.resolve(MERGES), merges);
        ObjectNode settings = JSON.createObjectNode()
                .put("tokenizer_class", "GPT2Tokenizer")
                .put("add_prefix_space", false)
                .put("clean_up_tokenization_spaces", false) // else decoding would not return the same text
                .put("model_max_length", contextLength);
        ObjectNode special = JSON.createObjectNode()
                .put("bos_token", END_OF_TEXT).put("eos_token", END_OF_TEXT).put("unk_token", END_OF_TEXT);
        settings.setAll(special);
        write(folder.resolve("tokenizer_config.json"), settings);
        write(folder.resolve("special_tokens_map.json"), special);
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
