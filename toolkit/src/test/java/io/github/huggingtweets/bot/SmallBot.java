package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.sources.Author;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Untrained bots: random weights, the embedded tokenizer, and a context of 64 tokens. */
public final class SmallBot {

    public static final int CONTEXT = 64;

    private SmallBot() {}

    /** Saves a model to begin a training with. */
    public static void saveAsBase(Path folder) {
        try (Bot bot = without(7)) {
            bot.save(folder);
        }
    }

    /** Asserts that two bots have the same weights, to the last bit. */
    public static void assertSameWeights(Bot expected, Bot actual) {
        expected.model().weights().forEach((name, weight) -> assertArrayEquals(
                weight.toFloatArray(), actual.model().weights().get(name).toFloatArray(), name));
    }

    /**
     * {@return the mean loss of whole blocks of a text, from the logits alone: the mean over the blocks of the mean negative
     * log-probability of each token but the first, in nats}
     */
    public static double loss(Bot bot, String text) {
        long[] tokens = bot.tokenizer().encode(text);
        int blocks = tokens.length / CONTEXT;
        assertTrue(blocks > 1);
        return IntStream.range(0, blocks).mapToDouble(block -> loss(bot.model(),
                Arrays.copyOfRange(tokens, block * CONTEXT, (block + 1) * CONTEXT))).average().orElseThrow();
    }

    private static double loss(Gpt2 model, long[] tokens) {
        float[][] logits = model.logits(tokens);
        return IntStream.range(1, tokens.length).mapToDouble(i -> {
            float[] scores = logits[i - 1];
            double all = IntStream.range(0, scores.length).mapToDouble(j -> Math.exp(scores[j])).sum();
            return Math.log(all) - scores[(int) tokens[i]];
        }).average().orElseThrow();
    }

    public static Bot without(long seed) {
        return bot(seed, Optional.empty());
    }

    public static Bot with(long seed, Run run) {
        return bot(seed, Optional.of(run));
    }

    private static Bot bot(long seed, Optional<Run> run) {
        Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(Nano.folder());
        Gpt2Config config = Gpt2Config.of(tokenizer.size(), CONTEXT, 24, 2, 3, (int) tokenizer.endOfText());
        return new Bot(Gpt2.random(config, seed, Device.cpu()), tokenizer, run);
    }

    static Run run() {
        return run(Map.of());
    }

    static Run run(Map<String, Object> furtherHyperParameters) {
        Map<String, Object> hyperParameters = new LinkedHashMap<>(Map.of("epochs", 4));
        hyperParameters.put("learning rate", 1.372e-4);
        hyperParameters.put("a setting with an ü", "on");
        hyperParameters.putAll(furtherHyperParameters);
        return new Run(
                Instant.parse("2024-02-29T23:59:59.123456Z"),
                Duration.ofMillis(61_234),
                "nano",
                List.of(new Author("otter_facts", "Otter \"Facts\" 🦦", Optional.of(URI.create("https://example.org/otter.png"))),
                        new Author("sealion", "Sea Lion", Optional.empty())),
                new Figures(1_000, 50, 150, 800),
                List.of(new Figures(1_000, 50, 150, 800)),
                Optional.of("en"),
                hyperParameters,
                List.of(new Run.LoggedStep(5, 3.25, 1e-4), new Run.LoggedStep(10, 2.125, 0)),
                List.of(),
                OptionalDouble.of(41.5),
                OptionalDouble.empty(),
                new LinkedHashMap<>(Map.of("Java", "17")));
    }
}
