package io.github.huggingtweets.gpt2;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses the next token from the scores of all of them, in the order of steps that {@code transformers} takes. */
final class Sampler {

    private final Sampling settings;
    private final int endOfText;

    Sampler(Sampling settings, int endOfText) {
        this.settings = settings;
        this.endOfText = endOfText;
    }

    int endOfText() {
        return endOfText;
    }

    /**
     * Chooses a token.
     *
     * @param logits the scores of the V tokens, which are changed
     * @param length the number of tokens so far
     * @param random draws
     * @return the id of the chosen token
     * @throws ModelException if the scores are no numbers
     */
    int next(float[] logits, int length, RandomGenerator random) {
        if (settings.temperature() > 0) {
            return draw(probabilities(logits, length), random.nextDouble());
        }
        prepare(logits, length);
        return best(logits);
    }

    /** Refuses scores that are none, and forbids the end of the text where it would be too early. */
    private void prepare(float[] logits, int length) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new ModelException("The model scores a token with " + logit
                        + "; its weights are damaged, or its training went astray: load another model,"
                        + " or train with a lower learning rate");
            }
        }
        if (length < settings.minLength() && endOfText < logits.length) {
            logits[endOfText] = Float.NEGATIVE_INFINITY;
        }
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** {@return the probabilities of the V tokens at a temperature above 0, zero for those that the settings leave out} */
    double[] probabilities(float[] logits, int length) {
        prepare(logits, length);
        keepTopK(logits);
        double max = logits[best(logits)];
        double[] weights = new double[logits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp((logits[i] - max) / settings.temperature());
        }
        normalize(weights);
        if (settings.topP() < 1) {
            keepTopP(weights);
            normalize(weights);
        }
        return weights;
    }

    /** Tokens that score as high as the k-th stay too. */
    private void keepTopK(float[] logits) {
        if (settings.topK() == 0 || settings.topK() >= logits.length) {
            return;
        }
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        float threshold = sorted[sorted.length - settings.topK()];
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] < threshold) {
                logits[i] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** Drops the least likely tokens as long as they have no more than 1 - p together; the likeliest always stays. */
    private void keepTopP(double[] weights) {
        int[] ascending = ascendingCandidates(weights);
        double dropped = 0;
        for (int i = 0; i < ascending.length - 1; i++) {
            dropped += weights[ascending[i]];
            if (dropped > 1 - settings.topP()) {
                return;
            }
            weights[ascending[i]] = 0;
        }
    }

    private static int[] ascendingCandidates(double[] weights) {
        return IntStream.range(0, weights.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> weights[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void normalize(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    private static int draw(double[] probabilities, double point) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0) {
                sum += probabilities[i];
                last = i;
                if (point < sum) {
                    return i;
                }
            }
        }
        return last; // rounding left the sum a little under 1
    }
}
