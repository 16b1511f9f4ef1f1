package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded tokenizer is the one that Hugging Face's tokenizers reads from the same files. */
class Gpt2TokenizerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Gpt2Tokenizer tokenizer;

    @TempDir
    private Path folder;

    record TokenIds(String text, long[] ids) {

        @Override
        public String toString() {
            return ids.length + " tokens";
        }
    }

    @BeforeAll
    static void load() {
        tokenizer = Gpt2Tokenizer.load(Nano.folder());
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    static Stream<TokenIds> tokenIds() {
        return Arrays.stream(Reference.read(Reference.root().resolve("token-ids.json"), TokenIds[].class));
    }

    @ParameterizedTest
    @MethodSource("tokenIds")
    void encodesAsPythonDoes(TokenIds expected) {
        assertArrayEquals(expected.ids(), tokenizer.encode(expected.text()), expected.text());
    }

    @ParameterizedTest
    @MethodSource("tokenIds")
    void decodesAsPythonDoes(TokenIds expected) {
        assertEquals(expected.text().replace(Gpt2Tokenizer.END_OF_TEXT, ""), tokenizer.decode(expected.ids()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Wir lieben 🥐 und 👨‍👩‍👧 – „wirklich“…", "明日も晴れるかな、たぶん。", "tab\there, bell\u0007, nothing\u0000, delete\u007f",
        " leading and trailing  ", "don ' t , clean . this up !", "\u200bzero\u200dwidth\ufeff",
        "e\u0301 apart, \u00e9 together"})
    void decodesWhatItEncodes(String text) {
        assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
    }

    @Test
    void encodesTheEndOfTextAsOneToken() {
        long end = tokenizer.endOfText();
        long[] one = tokenizer.encode("one");

        assertEquals(0, end);
        assertArrayEquals(new long[] {end}, tokenizer.encode("<|endoftext|>"));
        assertArrayEquals(new long[] {end, one[0], end, end}, tokenizer.encode("<|endoftext|>one<|endoftext|><|endoftext|>"));
        assertTrue(tokenizer.encode("<|endoftext|").length > 1);
    }

    @Test
    void omitsTheEndOfTextWhenItDecodes() {
        assertEquals("one two", tokenizer.decode(tokenizer.encode("<|endoftext|>one<|endoftext|> two<|endoftext|>")));
    }

    @Test
    void encodesALongTextCompletely() {
        String sentence = "Nobody knows how many crumbs this keyboard holds. ";
        String text = sentence.repeat(5_000);

        long[] ids = tokenizer.encode(text);

        assertEquals(5_000 * (tokenizer.encode(sentence).length - 1) + 1, ids.length); // a word takes the space before it
        assertEquals(text, tokenizer.decode(ids));
    }

    @Test
    void survivesHalfAnEmoji() {
        assertNotEquals(0, tokenizer.encode("half \ud83d an emoji").length);
    }

    @Test
    void knowsTheSizeOfItsVocabulary() throws IOException {
        int words = JSON.readTree(Nano.folder().resolve("vocab.json").toFile()).size();

        assertEquals(words, tokenizer.size());
        assertEquals(words, Gpt2Config.read(Nano.folder()).vocabularySize());
    }

    @Test
    void countsTokensAddedToTheVocabulary() throws IOException {
        saved();
        int size = tokenizer.size();
        Path file = folder.resolve("tokenizer.json");
        ObjectNode definition = (ObjectNode) JSON.readTree(file.toFile());
        definition.withArray("added_tokens").addObject().put("id", size).put("content", "<pad>").put("single_word", false)
                .put("lstrip", false).put("rstrip", false).put("normalized", false).put("special", true);
        JSON.writeValue(file.toFile(), definition);
        try (Gpt2Tokenizer padded = Gpt2Tokenizer.load(folder)) {
            assertArrayEquals(new long[] {size}, padded.encode("<pad>"));
            assertEquals(size + 1, padded.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "vocab.json"})
    void savesTheTokenizerInBothFormats(String theOther) throws IOException {
        saved();
        Files.delete(folder.resolve(theOther)); // so that only the one, or the other pair, is read
        try (Gpt2Tokenizer again = Gpt2Tokenizer.load(folder)) {
            assertTrue(tokenIds().allMatch(expected -> Arrays.equals(expected.ids(), again.encode(expected.text()))));
            assertEquals("2 two", again.decode(again.encode("2<|endoftext|> two")));
        }
    }

    @Test
    void savesTheFilesThatTransformersReads() throws IOException {
        saved();

        JsonNode settings = JSON.readTree(folder.resolve("tokenizer_config.json").toFile());

        assertEquals("GPT2Tokenizer", settings.path("tokenizer_class").asText());
        assertEquals(77, settings.path("model_max_length").asInt());
        assertEquals("<|endoftext|>", settings.path("eos_token").asText());
    }

    private void saved() throws IOException {
        tokenizer.save(folder, 77);
    }

    @Test
    void refusesAFolderWithoutATokenizer() {
        assertRefused("holds no tokenizer; put the model's tokenizer.json there, or its vocab.json and merges.txt");
    }

    @Test
    void refusesATokenizerThatIsNotJson() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "{\"version\":\"1.0\",");

        assertRefused("is not valid JSON; fetch the model again");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "[]", "",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[['b','c']]},BYTES}",
        "{'model':{'type':'BPE','vocab':{'a':-1},'merges':[]},BYTES}",
        "{'model':{'type':'BPE','vocab':{'a':99999999999},'merges':[]},BYTES}",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[7]},BYTES}",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[],'unk_token':'b'},BYTES}",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[]},'added_tokens':[{'id':1,'content':''}],BYTES}"})
    void refusesAnInvalidTokenizer(String content) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), content
                .replace("BYTES", "'pre_tokenizer':{'type':'ByteLevel'},'decoder':{'type':'ByteLevel'}").replace('\'', '"'));

        assertRefused("cannot be loaded", "fetch the model again");
    }

    /** At most of these, the native library would end the program. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "normalizer | {'type':'Prepend','prepend':''} | its normalizer is Prepend",
        "normalizer | {'type':'Replace','pattern':{'String':''},'content':'a'} | its normalizer is Replace",
        "normalizer | {'type':'Precompiled','precompiled_charsmap':'AAAA'} | its normalizer is Precompiled",
        "normalizer | {'type':'Sequence','normalizers':[{'type':'NFC'},{'type':'Prepend','prepend':''}]} | its normalizer is Prepend",
        "pre_tokenizer | {'type':'FixedLength','length':0} | its pre_tokenizer is FixedLength",
        "pre_tokenizer | {'type':'Split','pattern':{'Regex':'(a*)*b'},'behavior':'Isolated','invert':false} | is Split",
        "pre_tokenizer | null | it has no pre_tokenizer",
        "decoder | {'type':'Strip','content':'a','start':9223372036854775808,'stop':0} | its decoder is Strip",
        "decoder | {'type':'Sequence','decoders':[]} | its decoder is Sequence",
        "model.continuing_subword_prefix | '##' | its model has a continuing_subword_prefix",
        "model.end_of_word_suffix | '</w>' | its model has an end_of_word_suffix",
        "model.dropout | 0.1 | its model leaves out merges at random",
        "model.byte_fallback | true | its model has a byte_fallback",
        "model.type | 'WordLevel' | its model is WordLevel",
        "model.type | 'Unigram' | its model is Unigram",
        "model.type | 'WordPiece' | its model is WordPiece"})
    void refusesPartsThatByteLevelTokenizersDoNotHave(String part, String value, String reason) throws IOException {
        change(part, value);

        assertRefused("cannot be used, since it", reason, "take a model whose tokenizer is GPT-2's byte-level BPE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "normalizer | {'type':'Sequence','normalizers':[{'type':'NFC'},{'type':'Lowercase'}]}",
        "pre_tokenizer | {'type':'Sequence','pretokenizers':[{'type':'Digits','individual_digits':true},"
                + "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}]}",
        "post_processor | {'type':'TemplateProcessing','single':[],'pair':[],'special_tokens':{}}",
        "truncation | {'direction':'Right','max_length':1,'strategy':'LongestFirst','stride':0}",
        "padding | {'strategy':{'Fixed':0},'direction':'Right','pad_id':0,'pad_type_id':0,'pad_token':''}",
        "model.dropout | 0", "model.continuing_subword_prefix | ''", "model.end_of_word_suffix | null"})
    void acceptsPartsThatKeepTheTokens(String part, String value) throws IOException {
        change(part, value);

        try (Gpt2Tokenizer changed = Gpt2Tokenizer.load(folder)) {
            String text = "some plain words and <|endoftext|>";
            assertArrayEquals(tokenizer.encode(text), changed.encode(text));
        }
    }

    @Test
    void followsTheNormalizer() throws IOException {
        change("normalizer", "{'type':'Lowercase'}");

        try (Gpt2Tokenizer changed = Gpt2Tokenizer.load(folder)) {
            assertEquals("a tea room", changed.decode(changed.encode("A TEA room")));
        }
    }

    private void change(String part, String value) throws IOException {
        saved();
        Path file = folder.resolve("tokenizer.json");
        ObjectNode definition = (ObjectNode) JSON.readTree(file.toFile());
        ObjectNode owner = part.startsWith("model.") ? (ObjectNode) definition.path("model") : definition;
        owner.set(part.replace("model.", ""), JSON.readTree(value.replace('\'', '"')));
        JSON.writeValue(file.toFile(), definition);
    }

    @Test
    void refusesATokenizerOfAnImpossibleSize() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), " ".repeat(40_000_001));

        assertRefused("has more than 40,000,000 bytes");
    }

    @Test
    void refusesATokenizerWithoutEndOfText() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\":0,\"b\":1}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");

        assertRefused("no token <|endoftext|>");
    }

    private void assertRefused(String... parts) {
        String message = assertThrows(ModelException.class, () -> Gpt2Tokenizer.load(folder)).getMessage();
        assertTrue(message.contains(folder.toString()), message);
        List.of(parts).forEach(part -> assertTrue(message.contains(part), message));
        assertEquals(1, message.lines().count(), message);
    }
}
