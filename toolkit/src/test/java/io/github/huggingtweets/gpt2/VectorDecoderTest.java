package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorDecoderTest {

    private static final int VOCABULARY = 301;
    private static final int LENGTH = 48;
    private static final int PROMPT = 5;

    /** The embedded model has learned, so that no bias is 0 and no weight of a normalization is 1. */
    @Test
    void scoresEachTokenAsPyTorchDoes() {
        try (Gpt2 model = Gpt2.load(Nano.folder())) {
            assertScores(model.logits(tokens()), scores(model, Precision.FLOAT32, 2), 1e-3f);
        }
    }

    /** Heads and rows that fill one vector, four, and some more; output weights of their own. */
    @ParameterizedTest
    @CsvSource({"4, 4, true", "4, 1, false", "6, 3, true", "12, 3, false", "36, 9, true"})
    void scoresEachTokenAsPyTorchDoesInEachShape(int vectors, int heads, boolean tied) {
        Gpt2Config config = Gpt2Config.of(VOCABULARY, LENGTH, vectors * Vectors.LANES, 3, heads, 0);
        try (Gpt2 model = Gpt2.random(tied ? config : config.untied(), 7, Device.cpu())) {
            assertScores(model.logits(tokens()), scores(model, Precision.FLOAT32, 2), 1e-4f);
        }
    }

    /** Six vectors of numbers are three of bfloat16, of which two are multiplied at once. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, 4, 1, 20", "BFLOAT16, 6, 3, 20", "BFLOAT16, 16, 4, 20", "INT8, 4, 1, 10", "INT8, 12, 3, 10",
        "INT8, 16, 4, 10"})
    void approximatesTheScoresWithFewerBits(Precision precision, int vectors, int heads, float part) {
        Gpt2Config config = Gpt2Config.of(VOCABULARY, LENGTH, vectors * Vectors.LANES, 3, heads, 0);
        try (Gpt2 model = Gpt2.random(config, 7, Device.cpu())) {
            float[][] exact = model.logits(tokens());
            float[][] found = scores(model, precision, 2);

            assertScores(exact, found, largest(exact[PROMPT]) / part);
            assertFalse(Arrays.equals(exact[PROMPT], found[PROMPT]));
        }
    }

    private static void assertScores(float[][] expected, float[][] found, float difference) {
        for (int i = PROMPT; i < LENGTH; i++) {
            assertArrayEquals(expected[i], found[i], difference, "token " + i);
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

            assertEquals("The cache is full: it has room for 5 tokens", message);
        }
    }

    /** The weights are another model's: with rows that are too short, a thread fails while the others wait for it. */
    @Test
    void saysWhatWentWrongInOneOfItsThreads() {
        try (Gpt2 model = model(); NDManager manager = model.manager().newSubManager()) {
            KeyValueCache cache = new KeyValueCache(manager, model.config(), 1, LENGTH);
            begin(model, manager, cache, Precision.FLOAT32);
            NDArray row = manager.zeros(new Shape(1, 64));
            VectorDecoder broken = new VectorDecoder(model, Collections.nCopies(18, row), Precision.FLOAT32);

            assertThrows(IndexOutOfBoundsException.class, () -> broken.scores(1, cache, 4));
        }
    }

    @Test
    void scoresWithTheWeightsAsTheyAreNow() {
        try (Gpt2 model = model();
                Gpt2 other = Gpt2.random(model.config(), 8, Device.cpu());
                NDManager manager = model.manager().newSubManager()) {
            float[] before = next(model, manager, 1, Precision.FLOAT32);

            model.copyWeightsFrom(other.weights().values());

            assertFalse(Arrays.equals(before, next(model, manager, 1, Precision.FLOAT32)));
            assertArrayEquals(next(other, manager, 1, Precision.FLOAT32), next(model, manager, 1, Precision.FLOAT32));
        }
    }

    @Test
    void refusesATokenWhenTheModelIsClosed() {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            Gpt2 model = model();
            KeyValueCache cache = new KeyValueCache(manager, model.config(), 1, LENGTH);
            NDArray token = manager.create(new long[1], new Shape(1, 1));
            model.forward(token, cache, Precision.FLOAT32);
            model.forward(token, cache, Precision.FLOAT32);

            model.close();

            assertThrows(IllegalStateException.class, () -> model.forward(token, cache, Precision.FLOAT32));
        }
    }

    @Test
    void refusesSeveralTokensAfterTheFirstOnes() {
        try (Gpt2 model = model(); NDManager manager = model.manager().newSubManager()) {
            KeyValueCache cache = new KeyValueCache(manager, model.config(), 1, LENGTH);
            NDArray tokens = manager.create(new long[2], new Shape(1, 2));
            model.forward(tokens, cache, Precision.FLOAT32);

            assertThrows(IllegalArgumentException.class, () -> model.forward(tokens, cache, Precision.FLOAT32));
        }
    }

    @Test
    void knowsWhichModelsItDecodes() {
        Gpt2Config gpt2 = Gpt2Config.of(50257, 1024, 768, 12, 12, 50256);
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)) {
            assertTrue(VectorDecoder.decodes(gpt2, precision, 1024));
            assertFalse(VectorDecoder.decodes(gpt2, precision, 30_000), "the cache is larger than a buffer");
            assertFalse(VectorDecoder.decodes(Gpt2Config.of(750_000, 1024, 768, 12, 12, 50256), precision, 1024));
            assertFalse(VectorDecoder.decodes(Gpt2Config.of(50257, 1024, 60, 2, 2, 50256), precision, 1024));
        }
        assertTrue(VectorDecoder.decodes(Gpt2Config.of(50257, 64, 2 * Vectors.LANES, 2, 2, 0), Precision.BFLOAT16, 64));
        assertFalse(VectorDecoder.decodes(Gpt2Config.of(50257, 64, 2 * Vectors.LANES, 2, 2, 0), Precision.INT8, 64));
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
        List<NDArray> matrices = bytes
                ? List.copyOf(model.weights().values())
                : Kernels.packed(model, manager, precision == Precision.BFLOAT16, Kernels.Use.ONE_TEXT_BY_VECTORS);
        return new VectorDecoder(model, Kernels.rows(model, manager, matrices, bytes), precision);
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
