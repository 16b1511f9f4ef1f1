package io.github.huggingtweets.gpt2.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts have the given number, length and seed. */
class GeneratorTest {

    private static final long[] PROMPT = {3, 1, 4};

    private Gpt2 model;

    /** A model whose texts end now and then, with a context of 48 tokens and a vocabulary of 61. */
    @BeforeEach
    void load() {
        model = Gpt2.load(Reference.committed().resolve("six-heads"));
    }

    @AfterEach
    void close() {
        model.close();
    }

    private static Sampling sampling() {
        return Sampling.defaults().temperature(2).topK(0).topP(1).minLength(8).maxLength(40).seed(5);
    }

    private List<long[]> generate(int samples, Sampling sampling) {
        return new Generator(model).generate(PROMPT, samples, sampling);
    }

    /** Each text is the one that its own draws choose from the scores of the whole text so far, computed anew for each token. */
    @Test
    void generatesTheTokensThatTheScoresAndTheSeedGive() {
        Sampler sampler = new Sampler(sampling(), model.config().endOfText());
        SplittableRandom seeds = new SplittableRandom(5);

        List<long[]> texts = generate(12, sampling());

        for (long[] text : texts) {
            SplittableRandom draws = seeds.split();
            long[] expected = PROMPT;
            int next = 0;
            while (expected.length < 40 && next != model.config().endOfText()) {
                float[][] scores = model.logits(expected);
                next = sampler.next(scores[scores.length - 1], expected, expected.length, draws);
                expected = next == model.config().endOfText() ? expected : LongStream.concat(
                        Arrays.stream(expected), LongStream.of(next)).toArray();
            }
            assertArrayEquals(expected, text);
        }
        assertTrue(texts.stream().anyMatch(text -> text.length < 40), "no text has ended while others went on");
        assertTrue(texts.stream().anyMatch(text -> text.length == 40), "every text has ended early");
    }

    @Test
    void generatesTheSameTextsWithTheSameSeed() {
        List<long[]> first = generate(4, sampling());

        assertTrue(Arrays.deepEquals(first.toArray(), generate(4, sampling()).toArray()));
        assertFalse(Arrays.deepEquals(first.toArray(), generate(4, sampling().seed(6)).toArray()));
    }

    @Test
    void tellsOfEachTextOnceThatItHasEnded() {
        List<Integer> began = new ArrayList<>();
        List<Integer> ended = new ArrayList<>();
        List<long[]> texts = new Generator(model).generate(PROMPT, 230, sampling(), new Generator.Listener() {
            @Override
            public void onToken(int sample, long token) {
                assertFalse(ended.contains(sample));
                if (!began.contains(sample)) {
                    began.add(sample);
                    assertEquals(sample / 100 * 100, ended.size() / 100 * 100, "a hundred texts end before others begin");
                }
            }

            @Override
            public void onEnd(int sample) {
                ended.add(sample);
            }
        });

        assertEquals(230, texts.size());
        assertEquals(IntStream.range(0, 230).boxed().toList(), ended.stream().sorted().toList());
        assertTrue(Arrays.deepEquals(texts.subList(0, 12).toArray(), generate(12, sampling()).toArray()));
    }

    @Test
    void generatesOtherTextsAtEachCallWithoutASeed() {
        Sampling unseeded = Sampling.defaults().temperature(2);

        assertFalse(Arrays.deepEquals(generate(4, unseeded).toArray(), generate(4, unseeded).toArray()));
    }

    @Test
    void generatesDifferentTextsInOneCall() {
        assertEquals(10, generate(10, sampling()).stream().map(Arrays::toString).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 40", "20, 21", "30, 30", "48, 48", "100, 200"})
    void keepsToTheMinimumAndMaximumLength(int shortest, int longest) {
        List<long[]> texts = generate(20, sampling().minLength(0).maxLength(longest).minLength(shortest));

        assertEquals(20, texts.size());
        for (long[] text : texts) {
            assertTrue(text.length >= Math.min(shortest, 48) && text.length <= Math.min(longest, 48), "length " + text.length);
            assertArrayEquals(PROMPT, Arrays.copyOf(text, PROMPT.length));
            assertTrue(Arrays.stream(text, PROMPT.length, text.length).noneMatch(token -> token == model.config().endOfText()));
        }
    }

    @Test
    void limitsTextsToTheContextLength() {
        assertEquals(48, generate(1, Sampling.greedy().minLength(100)).get(0).length);
    }

    @Test
    void refusesToGenerateNoText() {
        assertEquals("Ask for one text or more, not 0",
                assertThrows(IllegalArgumentException.class, () -> generate(0, sampling())).getMessage());
        assertThrows(IllegalArgumentException.class, () -> generate(-1, sampling()));
    }

    @Test
    void refusesAPromptAsLongAsTheMaximumLength() {
        assertEquals("The prompt has 3 tokens, and texts have at most 3; shorten it or raise the maximum length",
                assertThrows(ModelException.class, () -> generate(1, sampling().minLength(0).maxLength(3))).getMessage());
    }

    @Test
    void refusesAPromptThatTheModelCannotRead() {
        Generator generator = new Generator(model);

        assertEquals("This model reads 1 to 48 tokens at once, not 49; shorten the text",
                assertThrows(ModelException.class, () -> generator.generate(new long[49], 1, sampling())).getMessage());
        assertEquals("This model reads 1 to 48 tokens at once, not 0; begin the text",
                assertThrows(ModelException.class, () -> generator.generate(new long[0], 1, sampling())).getMessage());
        assertEquals("The prompt has 48 tokens, and texts have at most 48; shorten it",
                assertThrows(ModelException.class, () -> generator.generate(new long[48], 1, Sampling.defaults())).getMessage());
        assertThrows(ModelException.class, () -> generator.generate(new long[0], 1, sampling()));
    }

    @ParameterizedTest
    @CsvSource({"61", "-1"})
    void refusesTokensOfAnotherVocabulary(long token) {
        Generator generator = new Generator(model);

        assertEquals("There is no token " + token + " in a vocabulary of 61; use the tokenizer of this model", assertThrows(
                ModelException.class, () -> generator.generate(new long[] {1, token}, 1, sampling())).getMessage());
    }
}
