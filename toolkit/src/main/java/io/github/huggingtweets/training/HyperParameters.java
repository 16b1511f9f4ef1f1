package io.github.huggingtweets.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a training. The defaults are those that huggingtweets found in its search and fine-tuned all its bots with.
 *
 * @param epochs how often each tweet is seen
 * @param batchSize the number of token blocks in one step
 * @param learningRate the learning rate at its highest
 * @param warmUp the part of the steps over which the learning rate rises to its highest, from 0 up to but not including 1
 * @param beta1 how slowly the mean of the gradients forgets
 * @param beta2 how slowly the mean of their squares forgets
 * @param epsilon what is added to the root of the latter
 * @param weightDecay the part of itself, times the learning rate, by which a weight shrinks in each step
 * @param maxGradientNorm longer gradients are scaled to this length
 * @param dropout the probability of dropping an element of the embedding, of the attention weights and of the residual stream
 * @param seed decides the order of the tweets, the split and what is dropped
 */
public record HyperParameters(
        int epochs,
        int batchSize,
        double learningRate,
        double warmUp,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double maxGradientNorm,
        double dropout,
        long seed) {

    public HyperParameters {
        check(epochs >= 1, "The number of epochs is 1 or more, not " + epochs);
        check(batchSize >= 1, "The batch size is 1 or more, not " + batchSize);
        check(learningRate > 0 && learningRate < 1, "The learning rate lies between 0 and 1, not at " + learningRate);
        check(warmUp >= 0 && warmUp < 1, "The warm-up is a part of the steps, from 0 to less than 1, not " + warmUp);
        check(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1, "The betas lie from 0 to less than 1, not at " + beta1 + " and " + beta2);
        check(epsilon > 0, "Epsilon is more than 0, not " + epsilon);
        check(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY, "The weight decay is 0 or more, not " + weightDecay);
        check(maxGradientNorm > 0, "The maximum gradient norm is more than 0, not " + maxGradientNorm);
        check(dropout >= 0 && dropout < 1, "The dropout is a probability from 0 to less than 1, not " + dropout);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** {@return huggingtweets' settings, with seed 42} */
    public static HyperParameters defaults() {
        return new HyperParameters(4, 1, 1.372e-4, 0, 0.9, 0.999, 1e-8, 0, 1.0, 0.1, 42);
    }

    /** {@return these settings with another number of epochs} */
    public HyperParameters epochs(int value) {
        return new HyperParameters(value, batchSize, learningRate, warmUp, beta1, beta2, epsilon, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another batch size} */
    public HyperParameters batchSize(int value) {
        return new HyperParameters(epochs, value, learningRate, warmUp, beta1, beta2, epsilon, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another learning rate} */
    public HyperParameters learningRate(double value) {
        return new HyperParameters(epochs, batchSize, value, warmUp, beta1, beta2, epsilon, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another warm-up} */
    public HyperParameters warmUp(double value) {
        return new HyperParameters(epochs, batchSize, learningRate, value, beta1, beta2, epsilon, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with other betas} */
    public HyperParameters betas(double first, double second) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, first, second, epsilon, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another epsilon} */
    public HyperParameters epsilon(double value) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, beta1, beta2, value, weightDecay, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another weight decay} */
    public HyperParameters weightDecay(double value) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, beta1, beta2, epsilon, value, maxGradientNorm, dropout, seed);
    }

    /** {@return these settings with another maximum gradient norm} */
    public HyperParameters maxGradientNorm(double value) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, beta1, beta2, epsilon, weightDecay, value, dropout, seed);
    }

    /** {@return these settings with another dropout} */
    public HyperParameters dropout(double value) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, beta1, beta2, epsilon, weightDecay, maxGradientNorm, value, seed);
    }

    /** {@return these settings with another seed} */
    public HyperParameters seed(long value) {
        return new HyperParameters(epochs, batchSize, learningRate, warmUp, beta1, beta2, epsilon, weightDecay, maxGradientNorm, dropout, value);
    }

    /** {@return the settings by name, for the record of a run} */
    public Map<String, Object> byName() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("epochs", epochs);
        names.put("batch size", batchSize);
        names.put("learning rate", learningRate);
        names.put("learning rate schedule", "cosine");
        names.put("warm-up", warmUp);
        names.put("optimizer", "AdamW");
        names.put("betas", beta1 + ", " + beta2);
        names.put("epsilon", epsilon);
        names.put("weight decay", weightDecay);
        names.put("maximum gradient norm", maxGradientNorm);
        names.put("dropout", dropout);
        names.put("seed", seed);
        return names;
    }
}
