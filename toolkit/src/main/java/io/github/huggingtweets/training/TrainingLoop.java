package io.github.huggingtweets.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gradients;
import io.github.huggingtweets.gpt2.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One pass over blocks of tokens: loss, gradients, a step of the optimizer, and so on to the end. */
public final class TrainingLoop {

    private static final int LOG_EVERY = 5;
    private static final double SMOOTHING = 0.9;

    private final Gpt2 model;
    private final HyperParameters settings;
    private final TrainingListener listener;

    /**
     * Prepares to train.
     *
     * @param model the model, whose weights will change
     * @param settings how to train
     * @param listener is told of every step
     */
    public TrainingLoop(Gpt2 model, HyperParameters settings, TrainingListener listener) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * What a training came to.
     *
     * @param steps loss and learning rate of every fifth step and of the last
     * @param taken the number of steps taken
     * @param planned the number of steps that there are, of which some are left if the thread was interrupted, or if
     *     the evaluations were in vain
     */
    public record Outcome(List<Run.LoggedStep> steps, int taken, int planned) {

        /** {@return whether the last step has been taken} */
        public boolean isComplete() {
            return taken == planned;
        }
    }

    /**
     * Trains the model. If the thread is interrupted, it ends with the step that is under way.
     *
     * @param blocks what to learn, in this order
     * @return how far it came
     */
    public Outcome run(TokenBlocks blocks) {
        return run(blocks, Optional.empty(), Optional.empty(), (soFar, stopped, optimizer) -> {});
    }

    /**
     * Trains the model, or trains it on.
     *
     * @param blocks what to learn, in this order
     * @param from where the model has come to with the same blocks and settings, unless it is at the beginning
     * @param evaluations measure the model, if that is wanted; then it has the best weights in the end
     * @param keeper is called after each step
     * @return how far it came
     * @throws ModelException if every layer is frozen
     */
    public Outcome run(TokenBlocks blocks, Optional<? extends Start> from, Optional<Evaluations> evaluations, Keeper keeper) {
        Outcome outcome = takeSteps(blocks, from, evaluations, keeper);
        evaluations.ifPresent(measured -> measured.restoreBest(outcome.taken(), listener));
        return outcome;
    }

    private Outcome takeSteps(
            TokenBlocks blocks, Optional<? extends Start> from, Optional<Evaluations> evaluations, Keeper keeper) {
        int first = from.map(Start::step).orElse(0) + 1;
        List<Run.LoggedStep> log = new ArrayList<>(from.map(Start::steps).orElse(List.of()));
        boolean half = settings.precision().isHalfOn(model.manager().getDevice());
        try (NDManager data = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, learning(), half);
                AdamW optimizer = from.map(start -> start.optimizer(model, gradients, settings))
                        .orElseGet(() -> new AdamW(model, gradients, settings))) {
            Batches batches = Batches.of(blocks, settings.batchSize(), data);
            int steps = ceilDiv(batches.count(), settings.gradientAccumulation());
            int warmUp = (int) (settings.warmUp() * steps);
            Pace pace = new Pace(first, steps);
            for (int step = first; step <= steps; step++) {
                if (evaluations.isPresent() && evaluations.get().areInVain()) {
                    listener.onWarning("The training ended early, after step %,d of %,d, since it did not get better."
                            .formatted(step - 1, steps));
                    return new Outcome(log, step - 1, steps);
                }
                int now = step;
                double rate = settings.learningRate() * settings.schedule().factor(step - 1, warmUp, steps);
                boolean logged = step % LOG_EVERY == 0 || step == steps;
                Engine.getInstance().setRandomSeed(seed(step));
                double loss = learn(batches, step - 1, gradients, optimizer, rate, logged || step == first);
                if (logged) {
                    log.add(new Run.LoggedStep(step, loss, rate));
                }
                long tokens = (long) settings.gradientAccumulation() * settings.batchSize() * blocks.length();
                evaluations.ifPresent(measured -> measured.afterStep(now, steps));
                listener.onStep(pace.after(
                        step, tokens, loss, evaluations.map(Evaluations::latestLoss).orElse(OptionalDouble.empty())));
                boolean stopped = Thread.interrupted(); // the stop button of a notebook
                keeper.afterStep(new Outcome(log, step, steps), stopped, optimizer);
                if (stopped && step < steps) {
                    listener.onWarning("The training was stopped after step %,d of %,d.".formatted(step, steps));
                    return new Outcome(log, step, steps);
                }
            }
            return new Outcome(log, steps, steps);
        }
    }

    /** Where a training has come to, with the model's weights of then. */
    public interface Start {

        /** {@return the number of steps taken} */
        int step();

        /** {@return the steps logged so far} */
        List<Run.LoggedStep> steps();

        /** {@return an optimizer that goes on from there} */
        AdamW optimizer(Gpt2 model, Gradients gradients, HyperParameters settings);
    }

    /** Keeps what has been learned so far. */
    @FunctionalInterface
    public interface Keeper {

        /**
         * Called after every step.
         *
         * @param soFar how far the training has come
         * @param stopped whether this was the last step because somebody has stopped the training
         * @param optimizer with the moments of now
         */
        void afterStep(Outcome soFar, boolean stopped, AdamW optimizer);
    }

    /** A seed for each step, so that a step that is taken after a crash drops what it would have dropped without. */
    private int seed(int step) {
        return new SplittableRandom(settings.seed() + ((long) step << Integer.SIZE)).nextInt();
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** {@return which weights are not frozen} */
    private Predicate<String> learning() {
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
        return name -> frozen.stream().noneMatch(part -> name.startsWith(part + "."));
    }

    /** {@return the loss, if it is wanted; reading it waits for the device} */
    private double learn(Batches batches, int step, Gradients gradients, AdamW optimizer, double rate, boolean wanted) {
        int first = step * settings.gradientAccumulation();
        int end = Math.min(first + settings.gradientAccumulation(), batches.count());
        double count = batches.blocksIn(first, end);
        double sum = wanted ? 0 : Double.NaN;
        for (int batch = first; batch < end; batch++) {
            try (NDManager manager = model.manager().newSubManager()) {
                NDArray tokens = batches.get(batch, manager);
                double share = tokens.getShape().get(0) / count;
                NDArray loss = gradients.add(tokens, share);
                sum += wanted ? share * loss.getFloat() : 0;
            }
        }
        optimizer.step(rate);
        return sum;
    }

    /** {@return the mean loss of the model over whole blocks, in nats} */
    public static double meanLoss(Gpt2 model, TokenBlocks blocks, int batchSize) {
        try (NDManager data = model.manager().newSubManager()) {
            Batches batches = Batches.of(blocks, batchSize, data);
            double sum = 0;
            for (int batch = 0; batch < batches.count(); batch++) {
                try (NDManager step = data.newSubManager()) {
                    sum += model.loss(batches.get(batch, step)).getFloat() * batches.blocksIn(batch, batch + 1);
                }
            }
            return sum / blocks.count();
        }
    }

    /** Speed, time left and a smoothed loss. */
    private static final class Pace {

        private final long start = System.nanoTime();
        private final int first;
        private final int totalSteps;
        private long tokens;
        private double smoothed = Double.NaN;

        Pace(int first, int totalSteps) {
            this.first = first;
            this.totalSteps = totalSteps;
        }

        TrainingProgress after(int step, long newTokens, double loss, OptionalDouble heldOutLoss) {
            tokens += newTokens;
            if (!Double.isNaN(loss)) {
                smoothed = Double.isNaN(smoothed) ? loss : SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            double seconds = elapsed.toNanos() / 1e9;
            Duration remaining = Duration.ofMillis((long) (seconds / (step - first + 1) * (totalSteps - step) * 1000));
            return new TrainingProgress(step, totalSteps, smoothed, heldOutLoss, tokens / seconds, elapsed, remaining);
        }
    }
}
