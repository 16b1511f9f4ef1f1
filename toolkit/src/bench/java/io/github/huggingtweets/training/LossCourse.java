package io.github.huggingtweets.training;

import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The losses of a training of the toolkit, step by step, for a benchmark. It is in this package because it runs the training
 * loop, which is package-private.
 */
public final class LossCourse {

    private final Path folder;
    private final long[] tokens;
    private final int blockLength;
    private final HyperParameters settings;

    /**
     * Prepares a training.
     *
     * @param folder the model's folder
     * @param tokens the tokens to learn, in whole blocks
     * @param blockLength the number of tokens in a block
     * @param settings how to train
     */
    public LossCourse(Path folder, long[] tokens, int blockLength, HyperParameters settings) {
        this.folder = folder;
        this.tokens = tokens;
        this.blockLength = blockLength;
        this.settings = settings;
    }

    /** {@return the loss of each step, in nats: a loss is known before its step is taken} */
    public List<Double> ofEachStep() {
        try (Gpt2 model = model()) {
            TokenBlocks blocks = blocks(tokens);
            List<Double> losses = new ArrayList<>(List.of(Evaluations.meanLoss(model, block(0), 1)));
            List<Double> logged = new ArrayList<>();
            TrainingLoop.Outcome outcome = new TrainingLoop(model, settings, progress -> {}).run(
                    blocks, Optional.empty(), Optional.empty(), (soFar, stopped, optimizer) -> {
                        if (soFar.taken() < soFar.planned()) {
                            losses.add(Evaluations.meanLoss(model, block(soFar.taken()), 1));
                        }
                    });
            outcome.steps().forEach(step -> logged.add(step.loss() / losses.get(step.step() - 1)));
            if (logged.stream().anyMatch(ratio -> Math.abs(ratio - 1) > 1e-4)) {
                throw new AssertionError(
                        "The training logged losses that differ from those before its steps, by factors " + logged);
            }
            return losses;
        }
    }

    /**
     * {@return after every so many steps, the seconds of training so far, the loss on the held-out tokens, and the step}
     *
     * @param heldOutTokens the held-out tokens
     * @param evaluateEvery the number of steps from one measurement to the next
     */
    public List<List<Double>> ofWhatIsHeldOut(long[] heldOutTokens, int evaluateEvery) {
        try (Gpt2 model = model()) {
            TokenBlocks heldOut = blocks(heldOutTokens);
            List<List<Double>> course = new ArrayList<>();
            long[] clock = {System.nanoTime(), 0};
            new TrainingLoop(model, settings, progress -> {}).run(blocks(tokens), Optional.empty(), Optional.empty(),
                    (soFar, stopped, optimizer) -> {
                        if (soFar.taken() % evaluateEvery == 0 || soFar.isComplete()) {
                            clock[1] += System.nanoTime() - clock[0];
                            double loss = Evaluations.meanLoss(model, heldOut, 1);
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

    private TokenBlocks blocks(long[] some) {
        return new TokenBlocks(some, Math.min(some.length, blockLength));
    }

    private TokenBlocks block(int step) {
        int length = blockLength;
        return blocks(Arrays.copyOfRange(tokens, step * length, (step + 1) * length));
    }
}
