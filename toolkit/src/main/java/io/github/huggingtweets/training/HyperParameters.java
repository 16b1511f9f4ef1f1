package io.github.huggingtweets.training;

import io.github.huggingtweets.gpt2.Gpt2Config;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The settings of a training. The defaults are those that huggingtweets found in its search and fine-tuned all its bots with, but
 * for the dropout of attention weights: it is left out, which makes steps faster and their memory smaller.
 *
 * @param epochs how often each tweet is seen, 4 by default
 * @param batchSize the number of token blocks in one step, 1 by default
 * @param gradientAccumulation the number of batches whose gradients make one step of the optimizer, 1 by default; it takes the
 *     memory of one batch and learns as from one so many times as large
 * @param learningRate the learning rate at its highest, 1.372e-4 by default
 * @param schedule how the learning rate falls, along a cosine by default
 * @param warmUp the part of the steps over which the learning rate rises to its highest, from 0, the default, up to but not
 *     including 1
 * @param beta1 how slowly the mean of the gradients forgets, 0.9 by default
 * @param beta2 how slowly the mean of their squares forgets, 0.999 by default
 * @param epsilon what is added to the root of the latter, 1e-8 by default
 * @param weightDecay the part of itself, times the learning rate, by which a weight shrinks in each step, 0 by default
 * @param maxGradientNorm longer gradients are scaled to this length, 1 by default
 * @param dropout the probability of dropping an element of the embedding and of what is added to the residual stream, 0.1 by
 *     default
 * @param attentionDropout the same for an attention weight, 0 by default; huggingtweets had 0.1 there, too
 * @param frozenBottom the number of layers next to the input that do not learn, and if any, neither do the embeddings, which are
 *     the output weights, too; 0 by default. What is below the lowest layer that learns costs no gradients.
 * @param frozenTop the number of layers next to the output that do not learn, the last normalization with them, 0 by default
 * @param precision what matrices are multiplied in, by default bfloat16 on the GPUs that gain from it and else float32
 * @param seed decides the order of the tweets, the split and what is dropped, 42 by default
 */
public record HyperParameters(
        int epochs,
        int batchSize,
        int gradientAccumulation,
        double learningRate,
        Schedule schedule,
        double warmUp,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm,
        double dropout,
        double attentionDropout,
        int frozenBottom,
        int frozenTop,
        Precision precision,
        long seed) {

    public HyperParameters {
        check(epochs >= 1, "The number of epochs is 1 or more, not " + epochs);
        check(batchSize >= 1, "The batch size is 1 or more, not " + batchSize);
        check(gradientAccumulation >= 1, "Gradients of 1 batch or more make a step, not of " + gradientAccumulation);
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(precision, "precision");
        check(learningRate > 0 && learningRate < 1, "The learning rate lies between 0 and 1, not at " + learningRate);
        check(warmUp >= 0 && warmUp < 1, "The warm-up is a part of the steps, from 0 to less than 1, not " + warmUp);
        check(beta1 >= 0 && beta1 < 1, "The first beta lies from 0 to less than 1, not at " + beta1);
        check(beta2 >= 0 && beta2 < 1, "The second beta lies from 0 to less than 1, not at " + beta2);
        check(epsilon > 0 && epsilon < 1, "Epsilon lies between 0 and 1, not at " + epsilon);
        check(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "The weight decay is 0 or more, not " + weightDecay);
        check(maxGradientNorm > 0, "The maximum gradient norm is more than 0, not " + maxGradientNorm);
        check(dropout >= 0 && dropout < 1, "The dropout is a probability from 0 to less than 1, not " + dropout);
        check(attentionDropout >= 0 && attentionDropout < 1,
                "The attention dropout is a probability from 0 to less than 1, not " + attentionDropout);
        check(frozenBottom >= 0, "The number of frozen layers at the bottom is 0 or more, not " + frozenBottom);
        check(frozenTop >= 0, "The number of frozen layers at the top is 0 or more, not " + frozenTop);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return the settings that a fine-tuning has if nothing else is said} */
    public static HyperParameters defaults() {
        return builder().build();
    }

    /** {@return a builder that begins with {@link #defaults}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a model's configuration with the dropouts of these settings} */
    public Gpt2Config applyTo(Gpt2Config config) {
        return config.withDropout(dropout, attentionDropout);
    }

    /** {@return the settings by name, for the record of a run} */
    public Map<String, Object> byName() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("epochs", epochs);
        names.put("batch size", batchSize);
        names.put("gradient accumulation", gradientAccumulation);
        names.put("learning rate", learningRate);
        names.put("learning rate schedule", schedule.toString());
        names.put("warm-up", warmUp);
        names.put("optimizer", "AdamW");
        names.put("betas", beta1 + ", " + beta2);
        names.put("epsilon", epsilon);
        names.put("weight decay", weightDecay);
        names.put("maximum gradient norm", maxGradientNorm);
        names.put("dropout", dropout);
        names.put("attention dropout", attentionDropout);
        names.put("frozen layers at the bottom", frozenBottom);
        names.put("frozen layers at the top", frozenTop);
        names.put("precision", precision.name().toLowerCase(Locale.ROOT));
        names.put("seed", seed);
        return names;
    }

    /** Sets some of the settings and leaves the others as they are; {@link HyperParameters} says what each means. */
    public static final class Builder {

        private static final double DROPOUT = 0.1;

        private int epochs = 4;
        private int batchSize = 1;
        private int gradientAccumulation = 1;
        private double learningRate = 1.372e-4;
        private Schedule schedule = Schedule.COSINE;
        private double warmUp;
        private double beta1 = 0.9;
        private double beta2 = 0.999;
        private double epsilon = 1e-8;
        private double weightDecay;
        private double maxGradientNorm = 1;
        private OptionalDouble dropout = OptionalDouble.empty();
        private OptionalDouble attentionDropout = OptionalDouble.empty();
        private int frozenBottom;
        private int frozenTop;
        private Precision precision = Precision.AUTOMATIC;
        private long seed = 42;

        private Builder() {}

        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        public Builder gradientAccumulation(int value) {
            gradientAccumulation = value;
            return this;
        }

        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        public Builder warmUp(double value) {
            warmUp = value;
            return this;
        }

        public Builder betas(double first, double second) {
            beta1 = first;
            beta2 = second;
            return this;
        }

        public Builder epsilon(double value) {
            epsilon = value;
            return this;
        }

        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        public Builder maxGradientNorm(double value) {
            maxGradientNorm = value;
            return this;
        }

        /** Sets all kinds of dropout, that of attention weights included where {@link #attentionDropout} says nothing else. */
        public Builder dropout(double value) {
            dropout = OptionalDouble.of(value);
            return this;
        }

        public Builder attentionDropout(double value) {
            attentionDropout = OptionalDouble.of(value);
            return this;
        }

        public Builder frozenBottom(int value) {
            frozenBottom = value;
            return this;
        }

        public Builder frozenTop(int value) {
            frozenTop = value;
            return this;
        }

        public Builder precision(Precision value) {
            precision = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one of them makes no sense
         */
        public HyperParameters build() {
            return new HyperParameters(epochs, batchSize, gradientAccumulation, learningRate, schedule, warmUp, beta1, beta2,
                    epsilon, weightDecay, maxGradientNorm, dropout.orElse(DROPOUT),
                    attentionDropout.orElse(dropout.orElse(0)), frozenBottom, frozenTop, precision, seed);
        }
    }
}
