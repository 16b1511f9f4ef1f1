package io.github.huggingtweets.gpt2.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is returned as soon as its characters are complete. */
class TextStreamTest {

    private final Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder());

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private List<String> pieces(long... tokens) {
        TextStream stream = new TextStream(tokenizer);
        List<String> pieces = new ArrayList<>();
        Arrays.stream(tokens).forEach(token -> pieces.add(stream.next(token)));
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "My dream is to sleep.", "Größe, œuvre, señor", "👩‍👩‍👧‍👦🏳️‍🌈👋🏽🇯🇵", "今日はいい天気ですね。", "a😀b😀😀\n😀 नमस्ते",
        "\u0000\u007f\u0080"})
    void returnsTheWholeTextInCompleteCharacters(String text) {
        List<String> pieces = pieces(tokenizer.encode(text));

        assertEquals(text, String.join("", pieces));
        for (String piece : pieces) {
            assertFalse(piece.contains("\uFFFD"), pieces.toString());
            assertFalse(!piece.isEmpty() && Character.isLowSurrogate(piece.charAt(0)), pieces.toString());
        }
    }

    @Test
    void returnsEachWordWithItsToken() {
        assertEquals(List.of("My", " dream", " is"), pieces(tokenizer.encode("My dream is")));
    }

    @Test
    void marksBytesThatMakeNoCharacter() {
        long[] emoji = tokenizer.encode("😀");
        long[] broken = Arrays.copyOf(emoji, emoji.length - 1);
        long[] word = tokenizer.encode("hat");

        assertEquals("", String.join("", pieces(broken))); // more bytes of the character may come
        assertEquals(tokenizer.decode(concat(broken, word)), String.join("", pieces(concat(broken, word))));
    }

    private static long[] concat(long[] first, long[] second) {
        long[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
