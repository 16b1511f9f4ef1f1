package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.gpt2.Gpt2;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * Measures a model on held-out blocks every so many steps of its training, and keeps a copy of the weights that did best. What is
 * measured uses up no random numbers, so that the training goes the way that it would have gone without.
 */
public final class Evaluations implements AutoCloseable {

    private final Gpt2 model;
    private final TokenBlocks heldOut;
    private final int batchSize;
    private final Plan plan;
    private final NDManager manager = NDManager.newBaseManager(Device.cpu()); // a GPU has no room for weights that rest
    private final List<Run.Evaluation> all = new ArrayList<>();
    private final Map<String, NDArray> best = new LinkedHashMap<>();

    /**
     * When to measure, and when to give up.
     *
     * @param everySteps the number of steps from one evaluation to the next; there is one more after the last step
     * @param patience after how many evaluations in a row that were no better than the best one the training ends, if it may
     */
    public record Plan(int everySteps, OptionalInt patience) {

        public Plan {
            if (everySteps < 1) {
                throw new IllegalArgumentException("There is 1 step or more from evaluation to evaluation, not " + everySteps);
            }
            if (patience.orElse(1) < 1) {
                throw new IllegalArgumentException("The patience is 1 evaluation or more, not " + patience.getAsInt());
            }
        }
    }

    /**
     * Prepares to measure a model.
     *
     * @param model the model
     * @param heldOut what it does not learn from, at least one block
     * @param batchSize the number of blocks to measure at once
     * @param plan when to do so
     */
    public Evaluations(Gpt2 model, TokenBlocks heldOut, int batchSize, Plan plan) {
        this.model = model;
        this.heldOut = heldOut;
        this.batchSize = batchSize;
        this.plan = plan;
    }

    /**
     * Goes on where other evaluations of the same training were.
     *
     * @param earlier what they had measured
     * @param weights finds each of the best {@link #weights} of then, and lets a manager own it
     */
    public void goOn(List<Run.Evaluation> earlier, BiFunction<String, NDManager, NDArray> weights) {
        all.addAll(earlier);
        if (!earlier.isEmpty()) {
            model.weights().keySet().forEach(name -> best.put(name, weights.apply(name, manager)));
        }
    }

    /** {@return what has been measured so far, in order} */
    public List<Run.Evaluation> all() {
        return List.copyOf(all);
    }

    /** {@return the best weights so far, by the names that they have in the model; none before the first evaluation} */
    public Map<String, NDArray> weights() {
        return best;
    }

    /** {@return whether the model has not become better for as many evaluations as there is patience for} */
    public boolean areInVain() {
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

    /** Measures the model if it is time to. */
    void afterStep(int step, int steps) {
        if (step % plan.everySteps() == 0 || step == steps) {
            measure(step);
        }
    }

    /** Measures the model, unless that has been done after this step. */
    void measure(int step) {
        if (!all.isEmpty() && latest().step() == step) {
            return;
        }
        all.add(new Run.Evaluation(step, TrainingLoop.meanLoss(model, heldOut, batchSize)));
        if (best().step() == step) {
            keep();
        }
    }

    private void keep() {
        if (best.isEmpty()) {
            model.weights().forEach((name, weight) -> best.put(name, manager.zeros(weight.getShape())));
        }
        model.copyWeightsTo(best.values());
    }

    /**
     * Gives the model the best weights again, and says so if they are not those that it has.
     *
     * @param step the number of steps that it has taken
     */
    void restoreBest(int step, TrainingListener told) {
        measure(step);
        if (best().step() != step) {
            model.copyWeightsFrom(best.values());
            told.onWarning(String.format(Locale.ENGLISH, "The bot has the weights of step %,d, whose loss on the held-out tweets"
                    + " was the lowest: %.3f, after step %,d %.3f.", best().step(), best().loss(), step, latest().loss()));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
