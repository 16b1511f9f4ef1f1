package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gradients;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Products;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
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
     * @param log the steps
     * @param taken the number of steps taken
     * @param planned the number of all steps; the training ends before the last one if the thread is interrupted, or if the
     *     evaluations do not get better
     * @param duration the time from the beginning of the first step to the end of the last one taken; of a resumed training, with
     *     the time before its checkpoint
     * @param products how matrices are multiplied
     */
    record Outcome(StepLog log, int taken, int planned, Duration duration, Products products) {

        /** {@return loss and learning rate of each step taken, in order} */
        List<Run.LoggedStep> steps() {
            return log.steps();
        }

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
     * {@return how a training multiplies matrices: a resumed one goes on as it began}
     *
     * @param settings how to train
     * @param device where the model is
     * @param from the checkpoint to resume; empty to train from the start
     */
    static Products products(HyperParameters settings, Device device, Optional<Checkpoints.Saved> from) {
        return from.flatMap(saved -> saved.state().products()).orElseGet(() -> Products.of(settings.precision(), device));
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
        int first = from.map(saved -> saved.state().step()).orElse(0) + 1;
        int taken = first - 1;
        Products products = products(settings, model.manager().getDevice(), from);
        try (NDManager data = model.manager().newSubManager();
                Gradients gradients = new Gradients(model, learning(), products);
                AdamW optimizer = from.map(saved -> saved.optimizer(model, gradients, settings))
                        .orElseGet(() -> new AdamW(model, gradients, settings));
                StepLog log = new StepLog(data, from.map(saved -> saved.state().steps()).orElse(List.of()))) {
            NDArray all = blocks.in(data); // (N, T)
            Pace pace = new Pace(first, steps, blocksPerStep * blocks.length(), log, evaluations,
                    from.map(saved -> saved.state().duration()).orElse(Duration.ZERO));
            State state = state(taken, steps, false, evaluations);
            try {
                while (state == State.RUNNING) {
                    int step = taken + 1;

                    // batches: loss and gradients
                    int begin = taken * blocksPerStep;
                    int end = Math.min(begin + blocksPerStep, blocks.count());
                    for (int block = begin; block < end; block += settings.batchSize()) {
                        int next = Math.min(block + settings.batchSize(), end);
                        double share = (double) (next - block) / (end - begin);
                        try (NDManager manager = model.manager().newSubManager()) {
                            log.addBatch(
                                    gradients.add(TokenBlocks.slice(all, block, next, manager), share, seed(step, block - begin)),
                                    share);
                        }
                    }

                    // clip the gradients and step
                    double rate = settings.rateOf(step, steps);
                    optimizer.step(rate);
                    log.endStep(step, rate);
                    taken = step;

                    // evaluate, report, keep
                    evaluations.ifPresent(measured -> measured.afterStep(step, steps));
                    if (step == steps) {
                        log.steps(); // waits for the device, so that the time is that of all steps
                    }
                    pace.endStep(step);
                    listener.onStep(pace.progress(State.RUNNING));
                    boolean stopped = Thread.interrupted(); // for example by the stop button of a notebook
                    keeper.afterStep(new Outcome(log, step, steps, pace.elapsed(), products), stopped, optimizer);
                    state = state(taken, steps, stopped, evaluations);
                }
                log.steps(); // reads those that are still on the device
                Outcome outcome = new Outcome(log, taken, steps, pace.elapsed(), products);
                evaluations.ifPresent(measured -> measured.restoreBest(outcome.taken(), listener));
                listener.onEnd(pace.progress(state));
                return outcome;
            } catch (RuntimeException | Error e) {
                tellFailure(pace, taken >= first, e);
                throw e;
            }
        }
    }

    private static State state(int taken, int steps, boolean stopped, Optional<Evaluations> evaluations) {
        if (taken == steps) {
            return State.COMPLETE;
        }
        if (evaluations.map(Evaluations::isPatienceUsedUp).orElse(false)) {
            return State.ENDED_EARLY;
        }
        return stopped ? State.STOPPED : State.RUNNING;
    }

    /** Tells the listener of a failure, if it has heard of a step. */
    private void tellFailure(Pace pace, boolean begun, Throwable failure) {
        if (begun) {
            try {
                listener.onEnd(pace.progress(State.FAILED));
            } catch (RuntimeException e) { // perhaps the listener is what has failed
                failure.addSuppressed(e);
            }
        }
    }

    /** {@return a seed for each batch of each step, so that a step drops the same elements after a crash as without one} */
    private int seed(int step, int batch) {
        return new SplittableRandom(settings.seed() + ((long) step << Integer.SIZE) + batch).nextInt();
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

    /** Measures the time and the speed of a training, and estimates the time left. */
    private static final class Pace {

        private final long start = System.nanoTime();
        private final int first;
        private final int totalSteps;
        private final int tokensPerStep;
        private final StepLog log;
        private final Optional<Evaluations> evaluations;
        private final Duration earlier;
        private Duration elapsed;
        private int step;

        /** @param earlier the time that the steps before the first one took */
        Pace(int first, int totalSteps, int tokensPerStep, StepLog log, Optional<Evaluations> evaluations, Duration earlier) {
            this.first = first;
            this.totalSteps = totalSteps;
            this.tokensPerStep = tokensPerStep;
            this.log = log;
            this.evaluations = evaluations;
            this.earlier = earlier;
            elapsed = earlier;
            step = first - 1;
        }

        void endStep(int number) {
            elapsed = earlier.plusNanos(System.nanoTime() - start);
            step = number;
        }

        /** {@return the time until the end of the latest step} */
        Duration elapsed() {
            return elapsed;
        }

        TrainingProgress progress(State state) {
            double speed = (double) step * tokensPerStep / Math.max(1e-9, elapsed.toNanos() / 1e9);
            Duration remaining = state == State.RUNNING
                    ? elapsed.minus(earlier).multipliedBy(totalSteps - step).dividedBy(step - first + 1) : Duration.ZERO;
            return new TrainingProgress(step, totalSteps, log.latestLoss().orElseThrow(),
                    evaluations.map(Evaluations::latestLoss).orElse(OptionalDouble.empty()), speed, elapsed, remaining, state);
        }
    }
}
