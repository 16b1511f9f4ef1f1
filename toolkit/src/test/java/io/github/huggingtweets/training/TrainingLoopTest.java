package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.huggingtweets.bot.MeanLoss;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.Reference;
import io.github.huggingtweets.progress.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A training has the losses of transformers with PyTorch's AdamW, gradient clipping and learning-rate schedules. */
class TrainingLoopTest {

    private static final double RELATIVE = 1e-3;
    private static final TrainingListener NOBODY = progress -> {};

    private static Gpt2 model(Reference reference) {
        return Gpt2.load(reference.folder(), Gpt2Config.read(reference.folder()).withDropout(0, 0), Device.cpu());
    }

    private static HyperParameters settings(Reference.Training training) {
        return HyperParameters.defaults()
                .batchSize(training.batchSize())
                .gradientAccumulation(training.gradientAccumulation())
                .schedule(Schedule.valueOf(training.schedule().toUpperCase(Locale.ROOT)))
                .frozenBottom(training.frozenBottom())
                .frozenTop(training.frozenTop())
                .learningRate(training.learningRate())
                .warmUp(training.warmUp())
                .betas(training.beta1(), training.beta2())
                .epsilon(training.epsilon())
                .weightDecay(training.weightDecay())
                .maxGradientNorm(training.maxGradientNorm())
                .dropout(0)
                .precision(Precision.FLOAT32);
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#trained")
    void hasTheLossesAndLearningRatesOfTransformers(Reference reference) throws IOException {
        Reference.Training expected = reference.values().training();
        Path file = reference.folder().resolve(Gpt2.WEIGHTS);
        byte[] content = Files.readAllBytes(file);
        try (Gpt2 model = model(reference)) {
            List<Run.LoggedStep> steps = new TrainingLoop(model, settings(expected), NOBODY)
                    .run(new TokenBlocks(expected.tokens(), expected.blockLength())).steps();

            assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(),
                    steps.stream().map(Run.LoggedStep::step).toList());
            for (Run.LoggedStep step : steps) {
                double loss = expected.losses()[step.step() - 1];
                assertEquals(loss, step.loss(), RELATIVE * loss, "loss of step " + step.step());
                assertEquals(expected.learningRates()[step.step() - 1], step.learningRate(), 1e-9, "rate of step " + step.step());
            }
            double after = Evaluations.meanLoss(model, new TokenBlocks(expected.measuredOn(), expected.blockLength()), 5);
            assertEquals(expected.lossAfter(), after, RELATIVE * expected.lossAfter());
            assertTrue(after < expected.losses()[0] - 0.5, "nothing was learned");
            assertArrayEquals(content, Files.readAllBytes(file), "the training has changed the mapped file");
        }
    }

    /** The loss of a step is that of the model before it. */
    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#trained")
    void hasTheLossOfTransformersAtEachStep(Reference reference) {
        Reference.Training expected = reference.values().training();
        int tokensOfAStep = expected.batchSize() * expected.gradientAccumulation() * expected.blockLength();
        List<Double> losses = new ArrayList<>();
        try (Gpt2 model = model(reference)) {
            TokenBlocks all = new TokenBlocks(expected.tokens(), expected.blockLength());
            losses.add(lossOfStep(0, model, all, tokensOfAStep));
            TrainingLoop loop = new TrainingLoop(model, settings(expected), NOBODY);
            loop.run(all, Optional.empty(), Optional.empty(), (soFar, stopped, optimizer) -> {
                if (!soFar.isComplete()) {
                    losses.add(lossOfStep(soFar.taken(), model, all, tokensOfAStep));
                }
            });
        }
        assertEquals(expected.losses().length, losses.size());
        for (int step = 0; step < losses.size(); step++) {
            double loss = expected.losses()[step];
            assertEquals(loss, losses.get(step), RELATIVE * loss, "loss of step " + (step + 1));
        }
    }

    private static double lossOfStep(int step, Gpt2 model, TokenBlocks all, int tokens) {
        long[] its = Arrays.copyOfRange(all.tokens(), step * tokens, (step + 1) * tokens);
        return Evaluations.meanLoss(model, new TokenBlocks(its, all.length()), 1);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "0, 2", "1, 1"})
    void changesNoFrozenLayer(int bottom, int top) {
        Gpt2Config config = Gpt2Config.of(20, 8, 6, 3, 2, 0);
        HyperParameters settings = HyperParameters.defaults().frozenBottom(bottom).frozenTop(top).learningRate(0.1);
        try (Gpt2 model = Gpt2.random(config, 1, Device.cpu()); Gpt2 before = Gpt2.random(config, 1, Device.cpu())) {
            new TrainingLoop(model, settings, NOBODY).run(
                    new TokenBlocks(LongStream.range(0, 64).map(i -> i * i % 20).toArray(), 8));

            model.weights().forEach((name, weight) -> {
                boolean frozen = IntStream.range(0, 3)
                        .anyMatch(layer -> name.startsWith("h." + layer + ".") && (layer < bottom || layer >= 3 - top))
                        || bottom > 0 && name.startsWith("w") || top > 0 && name.startsWith("ln_f");
                boolean same = Arrays.equals(weight.toFloatArray(), before.weights().get(name).toFloatArray());
                assertEquals(frozen, same, name);
            });
        }
    }

    @Test
    void refusesToFreezeEveryLayer() {
        HyperParameters settings = HyperParameters.defaults().frozenBottom(2).frozenTop(1);
        try (Gpt2 model = Gpt2.random(Gpt2Config.of(20, 8, 6, 3, 2, 0), 1, Device.cpu())) {
            assertEquals("3 of the model's 3 layers are frozen; leave some that can learn", assertThrows(ModelException.class,
                    () -> new TrainingLoop(model, settings, NOBODY).run(new TokenBlocks(new long[16], 8))).getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#trained")
    void beginsWithTheLossOfTheUntrainedModel(Reference reference) {
        long[][] texts = reference.values().tokens();
        TokenBlocks blocks = new TokenBlocks(Arrays.stream(texts).flatMapToLong(Arrays::stream).toArray(), texts[0].length);
        HyperParameters settings = HyperParameters.defaults().batchSize(texts.length).dropout(0);
        try (Gpt2 model = model(reference)) {
            List<Run.LoggedStep> steps = new TrainingLoop(model, settings, NOBODY).run(blocks).steps();

            assertEquals(1, steps.size());
            assertEquals(reference.values().loss(), steps.get(0).loss(), RELATIVE * reference.values().loss());
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.huggingtweets.gpt2.Reference#trained")
    void tellsItsListenerEachStepAndTheEnd(Reference reference) {
        Reference.Training training = reference.values().training();
        // 31 blocks, the last batch may be smaller
        long[] tokens = Arrays.copyOf(training.tokens(), 31 * training.blockLength() + 1);
        int together = training.batchSize() * training.gradientAccumulation();
        int steps = (31 + together - 1) / together;
        RecordingListener heard = new RecordingListener();
        try (Gpt2 model = model(reference)) {
            TrainingLoop.Outcome outcome = new TrainingLoop(model, settings(training), heard)
                    .run(new TokenBlocks(tokens, training.blockLength()));

            assertEquals(IntStream.rangeClosed(1, steps).boxed().toList(),
                    heard.steps.stream().map(TrainingProgress::step).toList());
            assertTrue(heard.steps.stream().allMatch(
                    progress -> progress.totalSteps() == steps && progress.tokensPerSecond() > 0 && !progress.isDone()));
            for (TrainingProgress progress : heard.steps) {
                List<Run.LoggedStep> latest =
                        outcome.steps().subList(Math.max(0, progress.step() - MeanLoss.MOST_STEPS), progress.step());
                assertEquals(latest.size(), progress.loss().steps());
                assertEquals(latest.stream().mapToDouble(Run.LoggedStep::loss).average().orElseThrow(),
                        progress.loss().value(), 1e-12);
            }
            TrainingProgress end = heard.end();
            assertEquals(State.COMPLETE, end.state());
            assertEquals(heard.steps.get(steps - 1).loss(), end.loss());
            assertEquals(outcome.duration(), end.elapsed());
            assertTrue(end.isDone() && end.remaining().isZero());
        }
    }
}
