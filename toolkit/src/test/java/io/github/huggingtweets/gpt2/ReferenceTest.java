package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.gpt2.generation.Sampling;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model computes the same as Python's transformers. */
class ReferenceTest {

    private static final float LOGITS = 1e-4f;
    private static final double RELATIVE = 1e-3;

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void scoresTokensAsTransformersDoes(Reference reference) {
        float[] expected = reference.tensor("logits");
        try (Gpt2 model = Gpt2.load(reference.folder())) {
            int at = 0;
            for (long[] text : reference.values().tokens()) {
                for (float[] scores : model.logits(text)) {
                    assertArrayEquals(Arrays.copyOfRange(expected, at, at += scores.length), scores, LOGITS);
                }
            }
            assertEquals(expected.length, at);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void scoresTextsTogetherAsOneByOne(Reference reference) {
        try (Gpt2 model = Gpt2.load(reference.folder()); NDManager manager = model.manager().newSubManager()) {
            NDArray together = model.forward(manager.create(reference.values().tokens()));

            assertArrayEquals(reference.tensor("logits"), together.toFloatArray(), LOGITS);
        }
    }

    /** Each model with each way to multiply float32. */
    static Stream<Arguments> eachWay() throws IOException {
        return Reference.all().flatMap(reference -> Stream.of(Products.FLOAT32, Products.FLOAT32_BY_ONEDNN)
                .map(products -> Arguments.of(reference, products)));
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void hasTheLossAndTheGradientsOfTransformers(Reference reference, Products products) {
        Gpt2Config withoutDropout = Gpt2Config.read(reference.folder()).withDropout(0, 0);
        try (Gpt2 model = Gpt2.load(reference.folder(), withoutDropout, Device.cpu());
                NDManager manager = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, name -> true, products)) {
            NDArray tokens = manager.create(reference.values().tokens());

            assertEquals(reference.values().loss(), model.loss(tokens).getFloat(), RELATIVE * reference.values().loss());
            assertEquals(reference.values().loss(), gradients.add(tokens, 1, 0).getFloat(), RELATIVE * reference.values().loss());
            gradients.byName().forEach(
                    (name, gradient) -> assertClose(name, reference.tensor("gradients." + name), gradient.toFloatArray()));
            assertEquals(model.weights().keySet(), gradients.byName().keySet());
        }
    }

    /** With eight bits of precision, each gradient stays near by its length; one that is not added up is off by half of that. */
    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void approximatesTheLossAndTheGradientsOfTransformersInBfloat16(Reference reference) {
        Gpt2Config withoutDropout = Gpt2Config.read(reference.folder()).withDropout(0, 0);
        try (Gpt2 model = Gpt2.load(reference.folder(), withoutDropout, Device.cpu());
                NDManager manager = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, name -> true, Products.BFLOAT16)) {
            NDArray tokens = manager.create(reference.values().tokens());

            double loss = reference.values().loss();
            assertEquals(loss, gradients.add(tokens, 0.5, 0).getFloat(), 0.01 * loss);
            gradients.add(tokens, 0.5, 0);
            gradients.byName().forEach((name, gradient) -> {
                double error = error(reference.tensor("gradients." + name), gradient.toFloatArray());
                assertTrue(error > 0 && error < 0.4, name + " is off by " + error);
                assertEquals(DataType.FLOAT32, gradient.getDataType());
            });
        }
    }

    /** {@return the length of the difference over that of what is expected} */
    private static double error(float[] expected, float[] actual) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / length);
    }

    /** Each number within a thousandth of the largest. */
    private static void assertClose(String name, float[] expected, float[] actual) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest > 0, name);
        assertArrayEquals(expected, actual, (float) RELATIVE * largest, name);
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void writesTheGreedyTextOfTransformers(Reference reference) {
        long[] greedy = reference.values().greedy();
        assertEquals(40, greedy.length - reference.values().prompt().length);
        try (Gpt2 model = Gpt2.load(reference.folder())) {
            List<long[]> texts = new Generator(model).generate(
                    reference.values().prompt(), 2, Sampling.greedy().maxLength(greedy.length).minLength(greedy.length));

            texts.forEach(text -> assertArrayEquals(greedy, text));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void endsTheGreedyTextAsTransformersDoes(Reference reference) {
        long[] ended = reference.values().greedyUntilEnd();
        try (Gpt2 model = Gpt2.load(reference.folder())) {
            assertEquals(model.config().endOfText(), ended[ended.length - 1]);

            long[] text = new Generator(model).generate(
                    reference.values().prompt(), 1, Sampling.greedy().minLength(0).maxLength(2 * ended.length)).get(0);

            assertArrayEquals(Arrays.copyOf(ended, ended.length - 1), text);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void scoresTheSameWithAKeyValueCache(Reference reference) {
        long[][] texts = reference.values().tokens();
        int length = texts[0].length;
        int begun = length / 3;
        float[] expected = reference.tensor("logits");
        try (Gpt2 model = Gpt2.load(reference.folder()); NDManager manager = model.manager().newSubManager()) {
            NDArray tokens = manager.create(texts);
            int vocabulary = model.config().vocabularySize();
            KeyValueCache cache = new KeyValueCache(manager, model.config(), texts.length, length);

            for (int from = 0, to = begun; to <= length; from = to++) {
                float[] scores =
                        model.forward(tokens.get(":, %d:%d".formatted(from, to)), cache, Precision.FLOAT32).toFloatArray();
                for (int text = 0; text < texts.length; text++) {
                    int there = (text * length + to - 1) * vocabulary;
                    assertArrayEquals(Arrays.copyOfRange(expected, there, there + vocabulary),
                            Arrays.copyOfRange(scores, text * vocabulary, (text + 1) * vocabulary), LOGITS);
                }
            }
            assertEquals(length, cache.length());
        }
    }

    /** With eight bits of precision, each score is within a twentieth of the largest one. */
    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void approximatesTheScoresInBfloat16(Reference reference) {
        long[][] texts = reference.values().tokens();
        try (Gpt2 model = Gpt2.load(reference.folder()); NDManager manager = model.manager().newSubManager()) {
            float[] expected = next(model, manager, texts, Precision.FLOAT32);
            float[] half = next(model, manager, texts, Precision.BFLOAT16);

            float largest = 0;
            for (float score : expected) {
                largest = Math.max(largest, Math.abs(score));
            }
            assertArrayEquals(expected, half, largest / 20);
            assertFalse(Arrays.equals(expected, half));
            assertArrayEquals(expected, next(model, manager, texts, Precision.AUTOMATIC));
        }
    }

    private static float[] next(Gpt2 model, NDManager manager, long[][] texts, Precision precision) {
        return model.forward(manager.create(texts),
                new KeyValueCache(manager, model.config(), texts.length, texts[0].length), precision).toFloatArray();
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void scoresWithTheWeightsAsTheyAreAfterAStep(Reference reference) {
        long[][] texts = reference.values().tokens();
        try (Gpt2 model = Gpt2.load(reference.folder());
                NDManager manager = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, name -> true, Products.FLOAT32)) {
            float[] before = next(model, manager, texts, Precision.FLOAT32);
            gradients.add(manager.create(texts), 1, 0);
            List<NDArray> means = gradients.byName().values().stream().map(NDArray::zerosLike).toList();
            List<NDArray> variances = gradients.byName().values().stream().map(NDArray::zerosLike).toList();
            List<NDArray> steps = means.stream().map(mean -> manager.create(0f)).toList();

            gradients.adamw(means, variances, steps, 0.1, 0.9, 0.999, 1e-8, 0, 1);

            float[] after = next(model, manager, texts, Precision.FLOAT32);
            float[] whole = model.forward(manager.create(texts)).get(":, -1").toFloatArray();
            assertArrayEquals(whole, after, LOGITS * 10);
            assertFalse(Arrays.equals(before, after));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#all")
    void continuesTheSelectedTextsOfACache(Reference reference) {
        long[][] texts = reference.values().tokens();
        int length = texts[0].length;
        float[] expected = reference.tensor("logits");
        try (Gpt2 model = Gpt2.load(reference.folder()); NDManager manager = model.manager().newSubManager()) {
            int vocabulary = model.config().vocabularySize();
            KeyValueCache cache = new KeyValueCache(manager, model.config(), texts.length, length);
            model.forward(manager.create(texts).get(":, :-1"), cache, Precision.FLOAT32);
            int[] rows = {2, 0, 2};

            cache.select(rows);
            long[] last = Arrays.stream(rows).mapToLong(row -> texts[row][length - 1]).toArray();
            float[] scores =
                    model.forward(manager.create(last, new Shape(rows.length, 1)), cache, Precision.FLOAT32).toFloatArray();

            for (int i = 0; i < rows.length; i++) {
                int end = (rows[i] + 1) * length * vocabulary;
                assertArrayEquals(Arrays.copyOfRange(expected, end - vocabulary, end),
                        Arrays.copyOfRange(scores, i * vocabulary, (i + 1) * vocabulary), LOGITS);
            }
        }
    }
}
