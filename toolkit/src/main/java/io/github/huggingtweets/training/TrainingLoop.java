package io.github.huggingtweets.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.tracker.Tracker;
import ai.djl.training.tracker.WarmUpTracker;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

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
        int steps = blocks.batches(settings.batchSize());
        Tracker schedule = schedule(steps);
        List<Run.Step> log = new ArrayList<>();
        Pace pace = new Pace(steps);
        Engine.getInstance().setRandomSeed((int) settings.seed());
        model.setTrainable(true);
        try (AdamW optimizer = new AdamW(model, settings)) {
            for (int step = 1; step <= steps; step++) {
                double rate = schedule.getNewValue(step - 1);
                boolean logged = step % LOG_EVERY == 0 || step == steps;
                double loss = learn(blocks, step - 1, optimizer, rate, logged || step == 1);
                if (logged) {
                    log.add(new Run.Step(step, loss, rate));
                }
                listener.onStep(pace.after(step, (long) settings.batchSize() * blocks.length(), loss));
                if (Thread.interrupted()) { // the stop button of a notebook; without this, the cell would end but not the work
                    throw new CancellationException("The training was interrupted at step " + step + " of " + steps + ".");
                }
            }
            return log;
        } finally {
            model.setTrainable(false);
        }
    }

    /** {@return the loss, if it is wanted; reading it waits for the device} */
    private double learn(TokenBlocks blocks, int batch, AdamW optimizer, double rate, boolean wanted) {
        try (NDManager step = model.manager().newSubManager();
                GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray loss = model.loss(blocks.batch(batch, settings.batchSize(), step), true);
            gradients.backward(loss);
            optimizer.step(rate);
            return wanted ? loss.getFloat() : Double.NaN;
        }
    }

    private Tracker schedule(int steps) {
        int warmUp = (int) (settings.warmUp() * steps);
        Tracker cosine = Tracker.cosine()
                .setBaseValue((float) settings.learningRate())
                .optFinalValue(0)
                .setMaxUpdates(Math.max(1, steps - warmUp))
                .build();
        return warmUp == 0 ? cosine : WarmUpTracker.builder()
                .optWarmUpBeginValue(0)
                .optWarmUpSteps(warmUp)
                .setMainTracker(cosine)
                .build();
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
