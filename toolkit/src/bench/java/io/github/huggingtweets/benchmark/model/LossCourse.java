package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import io.github.huggingtweets.training.HyperParameters;
import io.github.huggingtweets.training.TokenBlocks;
import io.github.huggingtweets.training.TrainingLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The toolkit's losses in the course of a training. */
final class LossCourse {

    private final Path folder;
    private final Assignment assignment;
    private final HyperParameters settings;

    LossCourse(Path folder, Assignment assignment, HyperParameters settings) {
        this.folder = folder;
        this.assignment = assignment;
        this.settings = settings;
    }

    /** {@return the loss of each step, in nats: a loss is known before its step is taken} */
    List<Double> ofEachStep() {
        try (Gpt2 model = model()) {
            TokenBlocks blocks = blocks(assignment.tokens());
            List<Double> losses = new ArrayList<>(List.of(TrainingLoop.meanLoss(model, block(0), 1)));
            List<Double> logged = new ArrayList<>();
            TrainingLoop.Outcome outcome = new TrainingLoop(model, settings, progress -> {}).run(
                    blocks, Optional.empty(), Optional.empty(), (soFar, stopped, optimizer) -> {
                        if (soFar.taken() < soFar.planned()) {
                            losses.add(TrainingLoop.meanLoss(model, block(soFar.taken()), 1));
                        }
                    });
            outcome.steps().forEach(step -> logged.add(step.loss() / losses.get(step.step() - 1)));
            if (logged.stream().anyMatch(ratio -> Math.abs(ratio - 1) > 1e-4)) {
                throw new AssertionError("The training told other losses than those before its steps, by " + logged);
            }
            return losses;
        }
    }

    /** {@return after every so many steps, the seconds of training so far, the loss of what is held out, and the step} */
    List<List<Double>> ofWhatIsHeldOut() {
        try (Gpt2 model = model()) {
            TokenBlocks heldOut = blocks(assignment.heldOut());
            List<List<Double>> course = new ArrayList<>();
            long[] clock = {System.nanoTime(), 0};
            new TrainingLoop(model, settings, progress -> {}).run(blocks(assignment.tokens()), Optional.empty(), Optional.empty(),
                    (soFar, stopped, optimizer) -> {
                        if (soFar.taken() % assignment.evaluateEvery() == 0 || soFar.isComplete()) {
                            clock[1] += System.nanoTime() - clock[0];
                            double loss = TrainingLoop.meanLoss(model, heldOut, 1);
                            course.add(List.of(clock[1] / 1e9, loss, (double) soFar.taken()));
                            clock[0] = System.nanoTime();
                        }
                    });
            return course;
        }
    }

    private Gpt2 model() {
        return Gpt2.load(folder, settings.applyTo(Gpt2Config.read(folder)), Devices.best());
    }

    private TokenBlocks blocks(long[] tokens) {
        return new TokenBlocks(tokens, Math.min(tokens.length, assignment.blockLength()));
    }

    private TokenBlocks block(int step) {
        int length = assignment.blockLength();
        return blocks(Arrays.copyOfRange(assignment.tokens(), step * length, (step + 1) * length));
    }
}
