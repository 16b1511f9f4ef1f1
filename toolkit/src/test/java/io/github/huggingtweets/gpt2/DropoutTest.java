package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import io.github.huggingtweets.pytorch.PyTorch;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dropout drops at the given rate and keeps the mean, and the gradients are computed with the same elements dropped. */
class DropoutTest {

    private static final int VOCABULARY = 31;
    private static final int TEXTS = 2;
    private static final int LENGTH = 150; // more than one strip of attention

    /** The toolkit's module with methods that call two of its steps alone. */
    private static final PtSymbolBlock MODULE = Kernels.load(Kernels.source() + """

              # x (N, C) with dropout
              def dropped(self, x: Tensor, probability: float) -> Tensor:
                y = x.clone()
                kept = self.drop_(y, self.rounded(probability), self.generator(x, 2))
                return y.mul_(1. / (1. - self.rounded(probability)))

              # causal attention over queries, keys and values (3, M, T, S) -> (M, T, S)
              def attended(self, qkv: Tensor, dropout: float, seed: int) -> Tensor:
                return self.attention(qkv, self.rounded(dropout), self.generator(qkv, seed), annotate(List[Tensor], []))
            """);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = PyTorch.manager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static Gpt2 model(double embedding, double attention, double residual) {
        return Gpt2.random(new Gpt2Config(
                VOCABULARY, LENGTH, 24, 2, 3, 40, embedding, attention, residual, 1e-5, 0, true), 3, Device.cpu());
    }

    private static NDArray tokens(NDManager manager) {
        return manager.create(new Random(5).longs(TEXTS * LENGTH, 0, VOCABULARY).toArray(), new Shape(TEXTS, LENGTH));
    }

    /** With the same seed the same elements are dropped, so that the loss is a smooth function of the weights. */
    private double loss(Gradients gradients, NDArray tokens) {
        gradients.clear();
        return gradients.add(tokens, 1, 11).getFloat();
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0, 0", "0, 0.3, 0", "0, 0, 0.3", "0.1, 0.5, 0.1", "0, 0, 0"})
    void computesTheSlopeOfTheLossAsGradient(double embedding, double attention, double residual) {
        try (Gpt2 model = model(embedding, attention, residual);
                Gradients gradients = new Gradients(model, name -> true, Products.FLOAT32)) {
            Random random = new Random(7);
            // as large as they become in a training, so that every weight matters
            model.weights().forEach((name, weight) -> weight.set(values(weight.size(), random, 0.3)));
            NDArray tokens = tokens(manager);
            for (String name : model.weights().keySet()) {
                NDArray weight = model.weights().get(name);
                loss(gradients, tokens);
                float[] gradient = gradients.byName().get(name).toFloatArray();
                double norm = Math.sqrt(dot(gradient, gradient));
                float[] before = weight.toFloatArray();
                double step = 0.01 / norm; // along the gradient the loss then changes by about 0.02 from end to end

                weight.set(moved(before, gradient, step / norm));
                double above = loss(gradients, tokens);
                weight.set(moved(before, gradient, -step / norm));
                double below = loss(gradients, tokens);
                weight.set(before);

                if (norm > 1e-3) { // the biases of keys move no attention weight
                    assertEquals(norm, (above - below) / (2 * step), 0.03 * norm, name);
                }
            }
        }
    }

    private static float[] values(long count, Random random, double deviation) {
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] moved(float[] from, float[] direction, double by) {
        float[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += (float) (by * direction[i]);
        }
        return to;
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.5", "0.9", "0.0003"})
    void dropsAtTheGivenRateAtEveryPlace(double probability) {
        int count = 4_000_003;
        try (Gpt2 model = model(0, 0, 0)) {
            NDArray ones = manager.ones(new Shape(count));
            float[] values =
                    Kernels.call(MODULE, manager, "dropped", Kernels.value(ones), Kernels.value(probability)).toFloatArray();

            assertEquals(count, values.length);
            for (int lane = 0; lane < 8; lane++) { // four numbers come from one random number
                int dropped = 0;
                int pairs = 0;
                int lanes = 0;
                for (int i = lane; i + 1 < count; i += 8) {
                    lanes++;
                    dropped += values[i] == 0 ? 1 : 0;
                    pairs += values[i] == 0 && values[i + 1] == 0 ? 1 : 0;
                }
                assertWithin5Sigma(probability, dropped, lanes);
                assertWithin5Sigma(probability * probability, pairs, lanes);
            }
        }
    }

    /** A probability is rounded to a multiple of 1/32768, which is little beside what chance changes. */
    private static void assertWithin5Sigma(double probability, int hits, int of) {
        double sigma = Math.sqrt(probability * (1 - probability) / of);
        assertEquals(probability, (double) hits / of, 5 * sigma + 1.0 / 131_072);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.4"})
    void keepsTheMeanOfAttention(double probability) {
        int rounds = 300;
        try (Gpt2 model = model(0, 0, 0)) {
            NDArray queriesKeysValues = manager.create(values(3 * 3 * LENGTH * 8, new Random(3), 1), new Shape(3, 3, LENGTH, 8));
            float[] expected = attention(queriesKeysValues, 0, 0);
            double[] mean = new double[expected.length];
            double[] squares = new double[expected.length];
            for (int round = 0; round < rounds; round++) {
                float[] dropped = attention(queriesKeysValues, probability, round);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += dropped[i] / rounds;
                    squares[i] += (double) dropped[i] * dropped[i] / rounds;
                }
            }
            double chi = 0;
            for (int i = 0; i < mean.length; i++) {
                chi += Math.pow(mean[i] - expected[i], 2) / ((squares[i] - mean[i] * mean[i]) / rounds) / mean.length;
            }
            assertEquals(1, chi, 0.15); // the squared errors of the means are as large as chance makes them
        }
    }

    private float[] attention(NDArray queriesKeysValues, double probability, long seed) {
        try (NDManager step = manager.newSubManager()) {
            return Kernels
                    .call(MODULE, step, "attended", Kernels.value(queriesKeysValues), Kernels.value(probability),
                            Kernels.value(seed))
                    .toFloatArray();
        }
    }

    @Test
    void dropsTheSameElementsWithTheSameSeed() {
        try (Gpt2 model = model(0.1, 0.1, 0.1); Gradients gradients = new Gradients(model, name -> true, Products.FLOAT32)) {
            NDArray tokens = tokens(manager);
            double first = loss(gradients, tokens);
            float[] gradient = gradients.byName().get("wte.weight").toFloatArray();

            assertNotEquals(first, gradients.add(tokens, 1, 12).getFloat());
            assertEquals(first, loss(gradients, tokens));
            assertArrayEquals(gradient, gradients.byName().get("wte.weight").toFloatArray());
            assertNotEquals(first, model.loss(tokens).getFloat());
        }
    }

    @Test
    void addsGradientsUntilTheyAreCleared() {
        try (Gpt2 model = model(0, 0, 0); Gradients gradients = new Gradients(model, name -> true, Products.FLOAT32)) {
            NDArray tokens = tokens(manager);
            gradients.add(tokens, 1, 0);
            float[] once = gradients.byName().get("h.0.attn.c_attn.weight").toFloatArray();
            gradients.clear();
            gradients.add(tokens, 0.25, 0);
            gradients.add(tokens, 0.75, 0);

            assertArrayEquals(once, gradients.byName().get("h.0.attn.c_attn.weight").toFloatArray(), 1e-6f);
        }
    }
}
