package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gradients;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.pytorch.PyTorch;
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

/** The loop of a training: one pass over blocks of tokens, step by step. */
final class TrainingLoop {

    private static final int LOG_EVERY = 5;

    private final Gpt2 model;
    private final HyperParameters settings;
    private final TrainingListener listener;

    /**
     * Prepares to train.
     *
     * @param model the model, whose weights will change
     * @param settings how to train
     * @param listener receives every step
     */
    TrainingLoop(Gpt2 model, HyperParameters settings, TrainingListener listener) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * The state of a training after a step.
     *
     * @param steps loss and learning rate of every fifth step and of the last
     * @param taken the number of steps taken
     * @param planned the number of all steps; the training ends before the last one if the thread is interrupted, or if the
     *     evaluations do not get better
     */
    record Outcome(List<Run.LoggedStep> steps, int taken, int planned) {

        /** {@return whether the last step has been taken} */
        boolean isComplete() {
            return taken == planned;
        }
    }

    /** Keeps what has been learned, for example in checkpoints. */
    @FunctionalInterface
    interface Keeper {

        /**
         * Called after every step.
         *
         * @param soFar the state of the training
         * @param stopped whether the thread was interrupted, so that this is the last step
         * @param optimizer with its moments after this step
         */
        void afterStep(Outcome soFar, boolean stopped, AdamW optimizer);
    }

    /**
     * Trains the model. If the thread is interrupted, the training ends after the current step.
     *
     * @param blocks what to learn, in this order
     * @return the outcome
     * @throws ModelException if every layer is frozen
     */
    Outcome run(TokenBlocks blocks) {
        return run(blocks, Optional.empty(), Optional.empty(), (soFar, stopped, optimizer) -> {});
    }

    /**
     * Trains the model, or goes on with its training. If the thread is interrupted, the training ends after the current step.
     *
     * @param blocks what to learn, in this order
     * @param from the checkpoint of the same training to resume, whose weights the model has; empty to train from the start
     * @param evaluations measure the model during the training, if present; in the end the model has the best weights
     * @param keeper is called after each step
     * @return the outcome
     * @throws ModelException if every layer is frozen
     */
    Outcome run(TokenBlocks blocks, Optional<Checkpoints.Saved> from, Optional<Evaluations> evaluations, Keeper keeper) {
        int blocksPerStep = settings.batchSize() * settings.gradientAccumulation();
        int steps = (blocks.count() + blocksPerStep - 1) / blocksPerStep;
        int warmUp = (int) (settings.warmUp() * steps);
        int first = from.map(saved -> saved.state().step()).orElse(0) + 1;
        int taken = first - 1;
        List<Run.LoggedStep> log = new ArrayList<>(from.map(saved -> saved.state().steps()).orElse(List.of()));
        try (NDManager data = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, learning(), settings.precision().isHalfOn(data.getDevice()));
                AdamW optimizer = from.map(saved -> saved.optimizer(model, gradients, settings))
                        .orElseGet(() -> new AdamW(model, gradients, settings))) {
            NDArray all = blocks.in(data); // (N, T)
            Pace pace = new Pace(first, steps, blocksPerStep * blocks.length());
            boolean stopped = false;
            while (taken < steps && !stopped && !evaluations.map(Evaluations::isPatienceUsedUp).orElse(false)) {
                int step = taken + 1;
                PyTorch.engine().setRandomSeed(seed(step));

                // batches: loss and gradients
                boolean isLogged = step % LOG_EVERY == 0 || step == steps;
                boolean isLossRead = isLogged || step == first; // reading a loss waits for the device
                double loss = isLossRead ? 0 : Double.NaN;
                int begin = taken * blocksPerStep;
                int end = Math.min(begin + blocksPerStep, blocks.count());
                for (int block = begin; block < end; block += settings.batchSize()) {
                    int next = Math.min(block + settings.batchSize(), end);
                    double share = (double) (next - block) / (end - begin);
                    try (NDManager manager = model.manager().newSubManager()) {
                        NDArray batchLoss = gradients.add(TokenBlocks.slice(all, block, next, manager), share);
                        loss += isLossRead ? share * batchLoss.getFloat() : 0;
                    }
                }

                // clip the gradients and step
                double rate = settings.learningRate() * settings.schedule().factor(taken, warmUp, steps);
                optimizer.step(rate);
                taken = step;

                // log, evaluate, report, keep
                if (isLogged) {
                    log.add(new Run.LoggedStep(step, loss, rate));
                }
                evaluations.ifPresent(measured -> measured.afterStep(step, steps));
                listener.onStep(pace.after(step, loss, evaluations.map(Evaluations::latestLoss).orElse(OptionalDouble.empty())));
                stopped = Thread.interrupted(); // for example by the stop button of a notebook
                keeper.afterStep(new Outcome(log, step, steps), stopped, optimizer);
            }
            if (taken < steps) {
                listener.onWarning((stopped ? "The training was stopped after step %,d of %,d."
                        : "The training ended early, after step %,d of %,d, since it did not get better.")
                        .formatted(taken, steps));
            }
        }
        Outcome outcome = new Outcome(log, taken, steps);
        evaluations.ifPresent(measured -> measured.restoreBest(outcome.taken(), listener));
        return outcome;
    }

    /** {@return a seed for each step, so that a step drops the same elements after a crash as without one} */
    private int seed(int step) {
        return new SplittableRandom(settings.seed() + ((long) step << Integer.SIZE)).nextInt();
    }

    /** {@return a test for the names of the weights that learn, which are those that are not frozen} */
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

    /** Computes the speed, the time left and a smoothed loss. */
    private static final class Pace {

        private static final double SMOOTHING = 0.9;

        private final long start = System.nanoTime();
        private final int first;
        private final int totalSteps;
        private final int tokensPerStep;
        private double smoothed = Double.NaN;

        Pace(int first, int totalSteps, int tokensPerStep) {
            this.first = first;
            this.totalSteps = totalSteps;
            this.tokensPerStep = tokensPerStep;
        }

        TrainingProgress after(int step, double loss, OptionalDouble heldOutLoss) {
            if (!Double.isNaN(loss)) {
                smoothed = Double.isNaN(smoothed) ? loss : SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
            }
            int taken = step - first + 1;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            double seconds = elapsed.toNanos() / 1e9;
            Duration remaining = Duration.ofMillis((long) (seconds / taken * (totalSteps - step) * 1000));
            double speed = (double) taken * tokensPerStep / seconds;
            return new TrainingProgress(step, totalSteps, smoothed, heldOutLoss, speed, elapsed, remaining);
        }
    }
}
