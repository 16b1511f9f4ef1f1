package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Compares the losses of a training without dropout with those of {@code transformers}, step by step. */
final class Parity {

    /** The greatest relative difference that is allowed. */
    private static final double TOLERANCE = 1e-3;

    private final ModelOptions options;
    private final Sides sides;

    Parity(ModelOptions options, Sides sides) {
        this.options = options;
        this.sides = sides;
    }

    /**
     * Trains on both sides, and writes the losses to {@code parity.json}.
     *
     * @param model what the training begins with
     * @param sample the tokens to learn, and the settings
     * @return the greatest relative difference, in a sentence
     * @throws IOException if one side fails
     * @throws AssertionError if they differ by more than a thousandth
     */
    String measure(Path model, Assignment sample) throws IOException {
        int tokens = options.steps() * options.block();
        if (tokens > sample.tokens().length) {
            throw new IllegalArgumentException("The sample has %d tokens, which are not %d steps of %d; ask for fewer".formatted(
                    sample.tokens().length, options.steps(), options.block()));
        }
        Path file = Assignment.of(Arrays.copyOf(sample.tokens(), tokens), options.block())
                .learning(sample.learningRate(), 0, 0, sample.seed())
                .write(options.folder().resolve("parity-assignment.json"));
        ModelBenchmarks.say("Training for %d steps of 1 x %d tokens in Python ...", options.steps(), options.block());
        JsonNode expected = sides.once(Side.TRANSFORMERS, "losses", model, file);
        ModelBenchmarks.say("The same in Java ...");
        JsonNode found = sides.once(Side.TOOLKIT_FLOAT32, "losses", model, file);
        new ObjectMapper().writeValue(options.folder().resolve("parity.json").toFile(),
                Map.of("block", options.block(), Side.TRANSFORMERS.title(), expected, Side.TOOLKIT.title(), found));
        double greatest = 0;
        int where = 1;
        for (int step = 0; step < options.steps(); step++) {
            double difference = Math.abs(found.get(step).doubleValue() / expected.get(step).doubleValue() - 1);
            if (!(difference <= greatest)) {
                greatest = difference;
                where = step + 1;
            }
        }
        String result = Report.english("Without dropout, the loss of each of %d steps of 1 x %d tokens is that of transformers "
                + "to within %.1e of itself, in step %d;", options.steps(), options.block(), greatest, where)
                + Report.english(" it falls from %.3f to %.3f.", expected.get(0).doubleValue(),
                        expected.get(options.steps() - 1).doubleValue());
        if (!(greatest <= TOLERANCE)) {
            throw new AssertionError(result + " That is too far.");
        }
        return result;
    }
}
