package io.github.huggingtweets.gpt2.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Reference;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are drawn with the probabilities that transformers draws them with. */
class SamplerTest {

    private static final int NO_END = 99;
    private static final long[] NOTHING = {};

    private static Sampling all() {
        return Sampling.defaults().topK(0).topP(1).minLength(0);
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void computesTheProbabilitiesOfTransformers(Reference reference) {
        int endOfText = Gpt2Config.read(reference.folder()).endOfText();
        for (Reference.Drawing expected : reference.values().samplings()) {
            Sampling settings = all().temperature(expected.temperature()).topK(expected.topK()).topP(expected.topP())
                    .minLength(expected.minLength()).typicalP(expected.typicalP())
                    .repetitionPenalty(expected.repetitionPenalty()).noRepeatNGram(expected.noRepeatNGram());

            double[] actual = new Sampler(settings, endOfText)
                    .candidates(expected.logits(), expected.tokens(), expected.tokens().length)
                    .probabilities(expected.logits().length);

            assertArrayEquals(expected.probabilities(), actual, 1e-5, settings.toString());
            for (int i = 0; i < actual.length; i++) { // what is left out is left out, however unlikely it was
                assertEquals(expected.probabilities()[i] == 0, actual[i] == 0, settings.toString());
            }
        }
    }

    @Test
    void drawsTokensByTheirProbabilities() {
        Sampler sampler = new Sampler(all().temperature(2), NO_END);
        SplittableRandom random = new SplittableRandom(1);
        int draws = 100_000;
        int[] counts = new int[4];

        for (int i = 0; i < draws; i++) {
            counts[sampler.next(logits(1, 9, 0, 16), NOTHING, 0, random)]++;
        }

        double[] expected = {1 / 8., 3 / 8., 0, 4 / 8.}; // a temperature of 2 takes the root
        for (int token = 0; token < counts.length; token++) {
            assertEquals(expected[token], counts[token] / (double) draws, 0.005);
        }
    }

    @Test
    void keepsAllTokensThatTieWithTheLastOfTheTopK() {
        assertArrayEquals(new double[] {0.2, 0, 0.4, 0.2, 0.2},
                new Sampler(all().topK(2), NO_END).candidates(logits(2, 1, 4, 2, 2), NOTHING, 0).probabilities(5), 1e-6);
    }

    @Test
    void choosesTheBestTokenAtTemperatureZero() {
        Sampler sampler = new Sampler(Sampling.greedy().minLength(3), 2);

        assertEquals(1, sampler.next(logits(1, 4, 9, 2), new long[2], 2, null));
        assertEquals(2, sampler.next(logits(1, 4, 9, 2), new long[3], 3, null));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void refusesScoresThatAreNotFinite(float score) {
        for (double temperature : new double[] {0, 1}) {
            Sampler sampler = new Sampler(Sampling.defaults().temperature(temperature), NO_END);

            String message = assertThrows(
                    ModelException.class, () -> sampler.next(new float[] {1, score, 2}, NOTHING, 0, new SplittableRandom()))
                    .getMessage();
            assertTrue(message.contains("went astray") && message.contains("lower learning rate"), message);
        }
    }

    /** Scores whose exponentials are in the given proportions. */
    private static float[] logits(double... weights) {
        float[] logits = new float[weights.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(Math.max(weights[i], 1e-30));
        }
        return logits;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 'Top-p is a probability above 0 and up to 1, not 2.0'",
        "0, 'Top-p is a probability above 0 and up to 1, not 0.0'",
        "NaN, 'Top-p is a probability above 0 and up to 1, not NaN'"})
    void refusesAnInvalidTopP(double value, String message) {
        Sampling settings = Sampling.defaults();

        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> settings.topP(value)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnInvalidTemperature(double value) {
        Sampling settings = Sampling.defaults();

        assertEquals("The temperature is 0 or more, not " + value,
                assertThrows(IllegalArgumentException.class, () -> settings.temperature(value)).getMessage());
    }

    @Test
    void refusesSettingsThatRuleOutEveryToken() {
        Sampler sampler = new Sampler(all().noRepeatNGram(1), NO_END);

        assertEquals("Every token is ruled out after 3 tokens; allow longer runs to repeat", assertThrows(ModelException.class,
                () -> sampler.next(logits(1, 2, 3), new long[] {2, 0, 1}, 3, new SplittableRandom())).getMessage());
    }

    @Test
    void refusesOtherInvalidSettings() {
        Sampling settings = Sampling.defaults();

        assertThrows(IllegalArgumentException.class, () -> settings.typicalP(0));
        assertThrows(IllegalArgumentException.class, () -> settings.typicalP(1.1));
        assertThrows(IllegalArgumentException.class, () -> settings.repetitionPenalty(0));
        assertThrows(IllegalArgumentException.class, () -> settings.repetitionPenalty(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> settings.noRepeatNGram(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.topK(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.minLength(-1));
        assertThrows(IllegalArgumentException.class, () -> settings.maxLength(0));
        assertEquals("The maximum length is a number of tokens, at least the minimum of 10, not 9",
                assertThrows(IllegalArgumentException.class, () -> settings.maxLength(9)).getMessage());
    }
}
