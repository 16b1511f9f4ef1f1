package io.github.huggingtweets.bot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The loss of a training as a bar, a table, a chart, a model card and {@code run.json} show it: the mean of the losses of the
 * latest {@value #MOST_STEPS} steps. One step alone says little, since its tweets may be easy or hard to predict.
 *
 * @param value the mean, in nats per token
 * @param steps the number of steps that it is the mean of: {@value #MOST_STEPS}, or all if there are fewer
 */
public record MeanLoss(double value, int steps) {

    /** The number of steps that a loss is the mean of, unless there are fewer. */
    public static final int MOST_STEPS = 20;

    /**
     * {@return the loss after the last of some steps; empty if there is none}
     *
     * @param log the steps of a training so far, in order
     */
    public static Optional<MeanLoss> after(List<Run.LoggedStep> log) {
        if (log.isEmpty()) {
            return Optional.empty();
        }
        int last = log.get(log.size() - 1).step();
        double sum = 0;
        int first = log.size();
        while (first > 0 && log.get(first - 1).step() > last - MOST_STEPS) {
            first--;
            sum += log.get(first).loss();
        }
        return Optional.of(new MeanLoss(sum / (log.size() - first), Math.min(last, MOST_STEPS)));
    }

    /** {@return the steps in words, such as {@code mean of the last 20 steps}} */
    @JsonIgnore
    public String meaning() {
        return steps == 1 ? "first step" : "mean of the last %d steps".formatted(steps);
    }

    /** {@return the loss with its meaning, such as {@code 2.170, mean of the last 20 steps}} */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "%.3f, %s", value, meaning());
    }
}
