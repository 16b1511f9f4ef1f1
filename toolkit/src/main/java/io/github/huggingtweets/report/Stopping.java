package io.github.huggingtweets.report;

import io.github.huggingtweets.drawing.English;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether a training was as long as it should be, judged by the loss on held-out tweets while it went on.
 *
 * @param epochs how often it was to read each tweet, if that is known
 * @param plannedSteps the number of steps that it was to take
 * @param evaluations the losses during the training, in order; empty if they were not measured
 */
public record Stopping(OptionalInt epochs, int plannedSteps, List<Evaluation> evaluations) {

    /** The least difference of two losses that counts, in nats per token: 1 % of the perplexity. */
    static final double LEAST = 0.01;

    private static final int FEWEST = 3;

    /** Copies the list. */
    public Stopping {
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
    }

    /**
     * The losses after a step.
     *
     * @param step the number of the step
     * @param trainingLoss the mean loss of the latest steps, in nats per token
     * @param heldOutLoss the loss on the held-out tweets, in nats per token
     */
    public record Evaluation(int step, OptionalDouble trainingLoss, double heldOutLoss) {}

    /** What would help a training. */
    public enum Advice {
        /** Fewer epochs, since the bot got worse after its best evaluation. */
        FEWER_EPOCHS,
        /** More epochs, since it was still getting better. */
        MORE_EPOCHS,
        /** Neither of both. */
        ENOUGH_EPOCHS,
        /** Nobody knows: there are fewer than three evaluations. */
        UNKNOWN
    }

    /** {@return the evaluation with the lowest loss on held-out tweets, the first one if several have it} */
    public Optional<Evaluation> best() {
        return finite().stream().min(Comparator.comparingDouble(Evaluation::heldOutLoss));
    }

    /**
     * {@return what would help}
     *
     * <p>A difference of two losses on held-out tweets counts if it is more than 0.01 nats and more than the noise: the greatest
     * move between two neighbouring evaluations in the wrong direction, which is up before the best evaluation, and down after it.
     * <ol>
     * <li>With fewer than three evaluations, nobody knows.
     * <li>If the last two evaluations after the best one, or the only one after it, count as worse than the best one, fewer epochs
     *     would help.
     * <li>If the best evaluation is in the last third of the steps so far, and counts as better than all before that third, more
     *     epochs may help.
     * <li>Otherwise the epochs are enough.
     * </ol>
     * Evaluations whose loss is not finite are ignored.
     */
    public Advice advice() {
        List<Evaluation> measured = finite();
        if (measured.size() < FEWEST) {
            return Advice.UNKNOWN;
        }
        double[] losses = measured.stream().mapToDouble(Evaluation::heldOutLoss).toArray();
        int best = measured.indexOf(best().orElseThrow());
        double counts = Math.max(LEAST, noise(losses, best));
        int last = losses.length - 1;
        if (best < last
                && DoubleStream.of(losses).skip(Math.max(best + 1, last - 1)).min().orElseThrow() - losses[best] > counts) {
            return Advice.FEWER_EPOCHS;
        }
        double lastThird = measured.get(last).step() * 2 / 3.0;
        double before = measured.stream().filter(one -> one.step() <= lastThird).mapToDouble(Evaluation::heldOutLoss).min()
                .orElse(losses[0]);
        return before - losses[best] > counts ? Advice.MORE_EPOCHS : Advice.ENOUGH_EPOCHS;
    }

    private static double noise(double[] losses, int best) {
        return IntStream.range(1, losses.length)
                .mapToDouble(i -> i <= best ? losses[i] - losses[i - 1] : losses[i - 1] - losses[i]).max().orElse(0);
    }

    private List<Evaluation> finite() {
        return evaluations.stream().filter(one -> Double.isFinite(one.heldOutLoss())).toList();
    }

    /** {@return the advice in a sentence, or how to get one} */
    public String sentence() {
        if (evaluations.isEmpty()) {
            return withoutStop(fact()) + "; to see when to stop, train with holdOut(0.1).evaluateEvery(50).";
        }
        return switch (advice()) {
            case UNKNOWN -> withoutStop(fact()) + "; evaluate more often, such as with evaluateEvery("
                    + Math.max(1, plannedSteps / 10) + ").";
            case FEWER_EPOCHS -> "Fewer epochs would help: " + decapitalized(fact());
            case MORE_EPOCHS -> "More epochs may help: " + decapitalized(fact());
            case ENOUGH_EPOCHS -> "Neither fewer nor more epochs would change much: " + decapitalized(fact());
        };
    }

    private static String withoutStop(String sentence) {
        return sentence.substring(0, sentence.length() - 1);
    }

    private static String decapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** {@return what was measured, in a sentence without advice, for those who did not train the bot} */
    public String fact() {
        String loss = "The loss on held-out tweets was ";
        if (evaluations.isEmpty()) {
            return loss + "not measured during the training.";
        }
        return loss + switch (advice()) {
            case UNKNOWN -> "measured " + (evaluations.size() == 1 ? "once" : "too seldom")
                    + " during the training, which does not show when to stop.";
            case FEWER_EPOCHS -> lowest() + ", and rose to " + loss(last()) + " until step "
                    + English.format("%,d.", last().step());
            case MORE_EPOCHS -> lowest() + ", and was still falling.";
            case ENOUGH_EPOCHS -> lowest() + ".";
        };
    }

    private Evaluation last() {
        List<Evaluation> measured = finite();
        return measured.get(measured.size() - 1);
    }

    private String lowest() {
        Evaluation lowest = best().orElseThrow();
        return English.format("lowest after step %,d of %,d%s, %s", lowest.step(), plannedSteps,
                epochs.isPresent() && plannedSteps > 0 ? English.format(" (epoch %.1f of %d)",
                        (double) epochs.getAsInt() * lowest.step() / plannedSteps, epochs.getAsInt()) : "",
                loss(lowest));
    }

    private static String loss(Evaluation measured) {
        return English.format("%.3f", measured.heldOutLoss());
    }
}
