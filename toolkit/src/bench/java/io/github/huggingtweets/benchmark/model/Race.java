package io.github.huggingtweets.benchmark.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.Pretrained;
import io.github.huggingtweets.training.HyperParameters;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole fine-tunings of a pretrained model on the sample, a tenth of which is held out. The goal is the lowest held-out loss of
 * {@code transformers} with huggingtweets' settings, plus a thousandth. Measured is the time in which {@code transformers}, and
 * the toolkit with its own defaults, reach this goal, without the time of the evaluations.
 */
final class Race {

    private static final double HELD_OUT = 0.1;
    private static final int MEASURED = 20;
    private static final double DROPOUT = 0.1;
    /** The order of the tweets and the dropped elements change the loss by more than this. */
    private static final double AS_GOOD = 1.001;

    private final ModelOptions options;
    private final Sides sides;
    private final Rows rows;

    /** A point of a training: the seconds so far, the held-out loss, and the number of steps. */
    private record Reached(double seconds, double loss, int step) {}

    Race(ModelOptions options, Sides sides, Rows rows) {
        this.options = options;
        this.sides = sides;
        this.rows = rows;
    }

    /** Lets both sides train with each seed. */
    void run() throws IOException {
        Pretrained base = options.base().isEmpty() ? Pretrained.of(Nano.folder()) : Pretrained.of(options.base());
        rows.note("The race begins with %s. It shows how the defaults differ, and what a step costs at that size; --base gpt2 "
                + "takes the weights of GPT-2, if the Hub can be reached.", base);
        // On a GPU the toolkit's default is bfloat16, which nobody there goes without.
        Side peer = Devices.best().isGpu() ? Side.AUTOCAST : Side.TRANSFORMERS;
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int seed = 1; seed <= options.seeds(); seed++) {
            ModelBenchmarks.say("Fine-tuning %s with seed %d on both sides, to the end ...", base, seed);
            Path file = assignment(base.folder(), seed).write(options.folder().resolve("race-assignment.json"));
            List<Reached> slower = course(sides.once(peer, "learn", base.folder(), file));
            List<Reached> faster = course(sides.once(Side.TOOLKIT, "learn", base.folder(), file));
            double goal = AS_GOOD * slower.stream().mapToDouble(Reached::loss).min().orElseThrow();
            Reached first = firstBelow(goal, slower).orElseThrow();
            Optional<Reached> there = firstBelow(goal, faster);
            theirs.add(first.seconds());
            ours.add(there.map(Reached::seconds).orElse(Double.POSITIVE_INFINITY));
            double lowest = faster.stream().mapToDouble(Reached::loss).min().orElseThrow();
            rows.note("Seed %d: transformers reached a loss of %.4f at step %d of %d; the toolkit %s; its lowest was %.4f.",
                    seed, first.loss(), first.step(), slower.get(slower.size() - 1).step(),
                    there.map(point -> Report.english("reached %.4f at step %d of %d", point.loss(), point.step(),
                            faster.get(faster.size() - 1).step())).orElse("did not reach it"),
                    lowest);
        }
        rows.add("The same loss, from %s".formatted(base), Quantity.itself("seconds"),
                List.of(new Measured(peer.title(), theirs), new Measured(Side.TOOLKIT.title(), ours)),
                Goal.TIME_TO_THE_SAME_LOSS);
    }

    private Assignment assignment(Path base, long seed) {
        HyperParameters settings = HyperParameters.defaults().epochs(options.epochs()).seed(seed);
        Corpus.Split split = Timeline.sample().clean().split(HELD_OUT, seed);
        int block = Gpt2Config.read(base).contextLength();
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(base)) {
            long[] tokens = tokenizer.encode(split.training().text(settings.epochs(), seed));
            int steps = tokens.length / block;
            return Assignment.of(tokens, block).heldOut(tokenizer.encode(split.heldOut().text(1, seed)),
                    Math.max(1, steps / MEASURED)).learning(settings.learningRate(), DROPOUT, DROPOUT, seed);
        }
    }

    private static Optional<Reached> firstBelow(double goal, List<Reached> course) {
        return course.stream().filter(point -> point.loss() <= goal).findFirst();
    }

    private static List<Reached> course(JsonNode points) {
        List<Reached> course = new ArrayList<>();
        points.forEach(point -> course.add(new Reached(point.get(0).doubleValue(), point.get(1).doubleValue(),
                point.get(2).intValue())));
        return course;
    }
}
