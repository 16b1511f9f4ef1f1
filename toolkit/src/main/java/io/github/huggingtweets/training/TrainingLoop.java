package io.github.huggingtweets.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** One pass over blocks of tokens: loss, gradients, a step of the optimizer, and so on to the end. */
final class TrainingLoop {

    private static final int LOG_EVERY = 5;
    private static final double SMOOTHING = 0.9;

    private final Gpt2 model;
    private final HyperParameters settings;
    private final TrainingListener listener;

    TrainingLoop(Gpt2 model, HyperParameters settings, TrainingListener listener) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Trains the model.
     *
     * @param blocks what to learn, in this order
     * @return loss and learning rate of every fifth step and of the last
     * @throws CancellationException if the thread was interrupted
     */
    List<Run.Step> run(TokenBlocks blocks) {
        int steps = ceilDiv(blocks.batches(settings.batchSize()), settings.gradientAccumulation());
        int warmUp = (int) (settings.warmUp() * steps);
        List<Run.Step> log = new ArrayList<>();
        Pace pace = new Pace(steps);
        Engine.getInstance().setRandomSeed((int) settings.seed());
        freezeSome();
        try (AdamW optimizer = new AdamW(model, settings)) {
            for (int step = 1; step <= steps; step++) {
                double rate = settings.learningRate() * settings.schedule().factor(step - 1, warmUp, steps);
                boolean logged = step % LOG_EVERY == 0 || step == steps;
                double loss = learn(blocks, step - 1, optimizer, rate, logged || step == 1);
                if (logged) {
                    log.add(new Run.Step(step, loss, rate));
                }
                long tokens = (long) settings.gradientAccumulation() * settings.batchSize() * blocks.length();
                listener.onStep(pace.after(step, tokens, loss));
                if (Thread.interrupted()) { // the stop button of a notebook; without this, the cell would end but not the work
                    throw new CancellationException("The training was interrupted at step " + step + " of " + steps + ".");
                }
            }
            return log;
        } finally {
            model.setTrainable(false);
        }
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private void freezeSome() {
        int layers = model.config().layers();
        int bottom = settings.frozenBottom();
        int top = settings.frozenTop();
        if (bottom + top >= layers) {
            throw new ModelException("%d of the model's %d layers are frozen; leave some that can learn"
                    .formatted(bottom + top, layers));
        }
        Set<String> frozen = new HashSet<>();
        IntStream.range(0, layers).filter(layer -> layer < bottom || layer >= layers - top)
                .forEach(layer -> frozen.add("h." + layer));
        if (bottom > 0) {
            frozen.addAll(List.of("wte", "wpe"));
        }
        if (top > 0) {
            frozen.add("ln_f");
        }
        model.parameters().forEach((name, parameter) ->
                parameter.freeze(frozen.stream().anyMatch(part -> name.startsWith(part + "."))));
    }

    /** {@return the loss, if it is wanted; reading it waits for the device} */
    private double learn(TokenBlocks blocks, int step, AdamW optimizer, double rate, boolean wanted) {
        int first = step * settings.gradientAccumulation();
        int end = Math.min(first + settings.gradientAccumulation(), blocks.batches(settings.batchSize()));
        double count = blocks.inBatches(first, end, settings.batchSize());
        double sum = wanted ? 0 : Double.NaN;
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            for (int batch = first; batch < end; batch++) {
                try (NDManager manager = model.manager().newSubManager()) {
                    NDArray tokens = blocks.batch(batch, settings.batchSize(), manager);
                    NDArray loss = model.loss(tokens, true);
                    double share = tokens.getShape().get(0) / count;
                    gradients.backward(share == 1 ? loss : loss.mul(share));
                    sum += wanted ? share * loss.getFloat() : 0;
                }
            }
            optimizer.step(rate);
        }
        return sum;
    }

    /** {@return the mean loss of the model over whole blocks, in nats} */
    static double meanLoss(Gpt2 model, TokenBlocks blocks, int batchSize) {
        double sum = 0;
        for (int batch = 0; batch < blocks.batches(batchSize); batch++) {
            try (NDManager step = model.manager().newSubManager()) {
                NDArray tokens = blocks.batch(batch, batchSize, step);
                sum += model.loss(tokens, false).getFloat() * tokens.getShape().get(0);
            }
        }
        return sum / blocks.count();
    }

    /** Speed, time left and a smoothed loss. */
    private static final class Pace {

        private final long start = System.nanoTime();
        private final int totalSteps;
        private long tokens;
        private double smoothed = Double.NaN;

        Pace(int totalSteps) {
            this.totalSteps = totalSteps;
        }

        Progress after(int step, long newTokens, double loss) {
            tokens += newTokens;
            if (!Double.isNaN(loss)) {
                smoothed = Double.isNaN(smoothed) ? loss : SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Duration remaining = Duration.ofMillis((long) (seconds / step * (totalSteps - step) * 1000));
            return new Progress(step, totalSteps, smoothed, tokens / seconds, remaining);
        }
    }
}
