package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.pytorch.PyTorch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * Measures a model on held-out blocks at regular intervals of its training, and keeps a copy of the best weights. A measurement
 * draws no random numbers, so it changes nothing in the training.
 */
final class Evaluations implements AutoCloseable {

    private final Gpt2 model;
    private final TokenBlocks heldOut;
    private final int batchSize;
    private final Plan plan;
    private final NDManager manager = PyTorch.manager(Device.cpu()); // a copy of the weights would take memory of the GPU
    private final List<Run.Evaluation> all = new ArrayList<>();
    private final Map<String, NDArray> best = new LinkedHashMap<>();

    /**
     * When to measure, and when to end the training early.
     *
     * @param everySteps the number of steps from one evaluation to the next; there is one more after the last step
     * @param patience the number of evaluations in a row that are not better than the best one, after which the training ends;
     *         empty if it never ends early
     */
    record Plan(int everySteps, OptionalInt patience) {

        Plan {
            if (everySteps < 1) {
                throw new IllegalArgumentException("There is 1 step or more from evaluation to evaluation, not " + everySteps);
            }
            if (patience.orElse(1) < 1) {
                throw new IllegalArgumentException("The patience is 1 evaluation or more, not " + patience.getAsInt());
            }
        }
    }

    /**
     * Prepares the evaluations of a training.
     *
     * @param model the model
     * @param heldOut the blocks that it does not learn from, at least one
     * @param batchSize the number of blocks to measure at once
     * @param plan when to measure
     */
    Evaluations(Gpt2 model, TokenBlocks heldOut, int batchSize, Plan plan) {
        this.model = model;
        this.heldOut = heldOut;
        this.batchSize = batchSize;
        this.plan = plan;
    }

    /**
     * Resumes from a checkpoint.
     *
     * @param earlier what was measured before the checkpoint
     * @param weights reads each of the best {@link #weights} by its name, and gives it to a manager
     */
    void resume(List<Run.Evaluation> earlier, BiFunction<String, NDManager, NDArray> weights) {
        all.addAll(earlier);
        if (!earlier.isEmpty()) {
            model.weights().keySet().forEach(name -> best.put(name, weights.apply(name, manager)));
        }
    }

    /** {@return what has been measured so far, in order} */
    List<Run.Evaluation> all() {
        return List.copyOf(all);
    }

    /** {@return the best weights so far, by the names that they have in the model; none before the first evaluation} */
    Map<String, NDArray> weights() {
        return best;
    }

    /** {@return whether as many evaluations as the patience allows were not better than the best one} */
    boolean isPatienceUsedUp() {
        return !all.isEmpty() && plan.patience().isPresent()
                && all.size() - 1 - all.indexOf(best()) >= plan.patience().getAsInt();
    }

    /** {@return the loss when it was last measured, if it was} */
    OptionalDouble latestLoss() {
        return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(latest().loss());
    }

    private Run.Evaluation latest() {
        return all.get(all.size() - 1);
    }

    private Run.Evaluation best() {
        return Run.Evaluation.best(all).orElseThrow();
    }

    /** Measures the model if an evaluation is due after a step. */
    void afterStep(int step, int steps) {
        if (step % plan.everySteps() == 0 || step == steps) {
            measure(step);
        }
    }

    /** Measures the model, unless it has been measured after this step. */
    void measure(int step) {
        if (!all.isEmpty() && latest().step() == step) {
            return;
        }
        all.add(new Run.Evaluation(step, meanLoss(model, heldOut, batchSize)));
        if (best().step() == step) {
            keepWeights();
        }
    }

    /**
     * {@return the mean loss of a model over whole blocks, in nats per token}
     *
     * @param model the model
     * @param blocks the blocks to measure it with, at least one
     * @param batchSize the number of blocks to measure at once
     */
    static double meanLoss(Gpt2 model, TokenBlocks blocks, int batchSize) {
        try (NDManager data = model.manager().newSubManager()) {
            NDArray all = blocks.in(data); // (N, T)
            double sum = 0;
            for (int first = 0; first < blocks.count(); first += batchSize) {
                int end = Math.min(first + batchSize, blocks.count());
                try (NDManager batch = data.newSubManager()) {
                    sum += model.loss(TokenBlocks.slice(all, first, end, batch)).getFloat() * (end - first);
                }
            }
            return sum / blocks.count();
        }
    }

    private void keepWeights() {
        if (best.isEmpty()) {
            model.weights().forEach((name, weight) -> best.put(name, manager.zeros(weight.getShape())));
        }
        model.copyWeightsTo(best.values());
    }

    /**
     * Gives the model the best weights.
     *
     * @param step the number of steps taken
     * @param listener is warned if these are not the weights of the last step
     */
    void restoreBest(int step, TrainingListener listener) {
        measure(step);
        if (best().step() != step) {
            model.copyWeightsFrom(best.values());
            listener.onWarning(String.format(Locale.ENGLISH,
                    "The model has the weights of step %,d, whose loss on the held-out text was the lowest: %.3f, after step"
                            + " %,d %.3f.",
                    best().step(), best().loss(), step, latest().loss()));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
