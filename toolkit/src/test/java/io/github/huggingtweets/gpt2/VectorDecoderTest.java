package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorDecoderTest {

    private static final int VOCABULARY = 301;
    private static final int LENGTH = 48;
    private static final int PROMPT = 5;
    private static final float EXACT = 1e-4f;

    @ParameterizedTest
    @CsvSource({"64, 1, false", "64, 4, false", "128, 2, true", "192, 3, false", "576, 9, true"})
    void scoresEachTokenAsPyTorchDoes(int hiddenSize, int heads, boolean tied) {
        Gpt2Config config = Gpt2Config.of(VOCABULARY, LENGTH, hiddenSize, 3, heads, 0);
        try (Gpt2 model = Gpt2.random(tied ? config : config.untied(), 7, Device.cpu())) {
            float[][] expected = model.logits(tokens());
            float[][] found = scores(model, Precision.FLOAT32, 2);

            for (int i = PROMPT; i < LENGTH; i++) {
                assertArrayEquals(expected[i], found[i], EXACT, "token " + i);
            }
        }
    }

    /** A row of a matrix has half or a quarter as many ints, and the last ones are no full group. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 64, 1, 20", "BFLOAT16, 192, 3, 20", "BFLOAT16, 256, 4, 20", "INT8, 64, 1, 10", "INT8, 192, 3, 10",
        "INT8, 256, 4, 10"})
    void approximatesTheScoresWithFewerBits(Precision precision, int hiddenSize, int heads, float part) {
        try (Gpt2 model = Gpt2.random(Gpt2Config.of(VOCABULARY, LENGTH, hiddenSize, 3, heads, 0), 7, Device.cpu())) {
            float[][] exact = model.logits(tokens());
            float[][] found = scores(model, precision, 2);

            for (int i = PROMPT; i < LENGTH; i++) {
                float largest = largest(exact[i]);
                assertArrayEquals(exact[i], found[i], largest / part, "token " + i);
                assertFalse(Arrays.equals(exact[i], found[i]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1", "FLOAT32, 3", "FLOAT32, 7", "BFLOAT16, 3", "INT8, 7"})
    void scoresTheSameWithAnyNumberOfThreads(Precision precision, int threads) {
        try (Gpt2 model = model()) {
            assertArrayEquals(scores(model, precision, 2), scores(model, precision, threads));
        }
    }

    @Test
    void refusesATokenForWhichTheCacheHasNoRoom() {
        try (Gpt2 model = model(); NDManager manager = model.manager().newSubManager()) {
            KeyValueCache cache = new KeyValueCache(manager, model.config(), 1, PROMPT);
            VectorDecoder decoder = begin(model, manager, cache, Precision.FLOAT32);

            String message = assertThrows(IllegalArgumentException.class, () -> decoder.scores(1, cache, 2)).getMessage();

            assertEquals("The cache has room for 5 tokens, and they are there", message);
        }
    }

    @Test
    void knowsWhichModelsItDecodes() {
        Gpt2Config gpt2 = Gpt2Config.of(50257, 1024, 768, 12, 12, 50256);
        Gpt2Config narrow = Gpt2Config.of(50257, 1024, 60, 2, 2, 50256);
        for (Precision precision : Precision.values()) {
            assertTrue(VectorDecoder.decodes(gpt2, precision));
            assertFalse(VectorDecoder.decodes(narrow, precision));
        }
    }

    /** One text in int8 has scores of its own where there are vectors; several texts have those of bfloat16. */
    @Test
    void generatesSeveralTextsInBfloat16InPlaceOfInt8() {
        try (Gpt2 model = model(); NDManager manager = model.manager().newSubManager()) {
            float[] halves = next(model, manager, 2, Precision.BFLOAT16);

            assertArrayEquals(halves, next(model, manager, 2, Precision.INT8));
            assertEquals(VectorModule.isFast(), !Arrays.equals(next(model, manager, 1, Precision.BFLOAT16),
                    next(model, manager, 1, Precision.INT8)));
        }
    }

    private static float[] next(Gpt2 model, NDManager manager, int texts, Precision precision) {
        KeyValueCache cache = new KeyValueCache(manager, model.config(), texts, 3);
        model.forward(manager.create(new long[2 * texts], new Shape(texts, 2)), cache, precision);
        return model.forward(manager.create(new long[texts], new Shape(texts, 1)), cache, precision).toFloatArray();
    }

    private static Gpt2 model() {
        return Gpt2.random(Gpt2Config.of(VOCABULARY, LENGTH, 256, 2, 4, 0), 7, Device.cpu());
    }

    private static long[] tokens() {
        return LongStream.range(0, LENGTH).map(i -> i * i % VOCABULARY).toArray();
    }

    private static VectorDecoder begin(Gpt2 model, NDManager manager, KeyValueCache cache, Precision precision) {
        model.forward(manager.create(Arrays.copyOf(tokens(), PROMPT), new Shape(1, PROMPT)), cache, Precision.FLOAT32);
        boolean bytes = precision == Precision.INT8;
        return new VectorDecoder(model, Kernels.rows(model, manager,
                Kernels.packed(model, manager, precision == Precision.BFLOAT16, Kernels.Use.ONE_TEXT_BY_VECTORS), bytes),
                precision);
    }

    /** {@return the scores after each token that follows the prompt} */
    private static float[][] scores(Gpt2 model, Precision precision, int threads) {
        try (NDManager manager = model.manager().newSubManager()) {
            float[][] scores = new float[LENGTH][];
            KeyValueCache cache = new KeyValueCache(manager, model.config(), 1, LENGTH);
            VectorDecoder decoder = begin(model, manager, cache, precision);
            for (int i = PROMPT; i < LENGTH; i++) {
                scores[i] = decoder.scores((int) tokens()[i], cache, threads);
                cache.advance(1, 1);
            }
            return scores;
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
