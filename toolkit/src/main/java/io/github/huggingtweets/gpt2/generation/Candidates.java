package io.github.huggingtweets.gpt2.generation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The tokens that can be chosen, with their probabilities, most probable first. */
final class Candidates {

    private int[] tokens;
    private double[] probabilities;

    private Candidates(int[] tokens, double[] probabilities) {
        this.tokens = tokens;
        this.probabilities = probabilities;
    }

    /**
     * Selects the tokens with the highest scores.
     *
     * @param logits the scores of the V tokens; negative infinity for a token that must not be chosen
     * @param count the number of tokens, or 0 for all; tokens with the same score as the last of them are selected as well
     * @param temperature the divisor of the scores
     * @return the tokens, with the softmax of their scores
     */
    static Candidates best(float[] logits, int count, double temperature) {
        float threshold = count == 0 || count >= logits.length ? Float.NEGATIVE_INFINITY : greatest(logits, count);
        int taken = 0;
        long[] order = new long[logits.length];
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] >= threshold && logits[token] != Float.NEGATIVE_INFINITY) {
                order[taken++] = (long) sortable(logits[token]) << Integer.SIZE | token;
            }
        }
        Arrays.sort(order, 0, taken);
        int[] tokens = new int[taken];
        double[] weights = new double[taken];
        for (int i = 0; i < taken; i++) {
            tokens[i] = (int) order[taken - 1 - i];
            weights[i] = Math.exp((logits[tokens[i]] - logits[tokens[0]]) / temperature);
        }
        Candidates candidates = new Candidates(tokens, weights);
        candidates.normalize();
        return candidates;
    }

    /** {@return the smallest of the {@code count} greatest scores} They are collected in a heap in one pass. */
    private static float greatest(float[] logits, int count) {
        float[] heap = Arrays.copyOf(logits, count); // the smallest on top
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(heap, i);
        }
        for (int i = count; i < logits.length; i++) {
            if (logits[i] > heap[0]) {
                heap[0] = logits[i];
                sink(heap, 0);
            }
        }
        return heap[0];
    }

    private static void sink(float[] heap, int from) {
        int parent = from;
        float value = heap[from];
        for (int child = 2 * parent + 1; child < heap.length; child = 2 * parent + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (value <= heap[child]) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = value;
    }

    /** {@return an integer that is greater for a greater score} */
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    /**
     * Removes the least probable tokens as long as their probabilities add up to at most 1 - p. The most probable token stays.
     */
    void keepTopP(double p) {
        int kept = tokens.length;
        double dropped = 0;
        while (kept > 1) {
            dropped += probabilities[kept - 1];
            if (dropped > 1 - p) {
                break;
            }
            kept--;
        }
        tokens = Arrays.copyOf(tokens, kept);
        probabilities = Arrays.copyOf(probabilities, kept);
        normalize();
    }

    /** Keeps the tokens whose surprise, -log q, is nearest to the entropy, until their probabilities add up to p. */
    void keepTypicalP(double p) {
        double entropy = -Arrays.stream(probabilities).filter(q -> q > 0).map(q -> q * Math.log(q)).sum();
        double[] distances = Arrays.stream(probabilities).map(q -> Math.abs(-Math.log(q) - entropy)).toArray();
        int[] nearest = IntStream.range(0, tokens.length).boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i])).mapToInt(Integer::intValue).toArray();
        int last = 0;
        double sum = probabilities[nearest[0]];
        while (sum < p && last < nearest.length - 1) {
            sum += probabilities[nearest[++last]];
        }
        double farthest = distances[nearest[last]];
        int[] kept = IntStream.range(0, tokens.length).filter(i -> distances[i] <= farthest).toArray();
        tokens = Arrays.stream(kept).map(i -> tokens[i]).toArray();
        probabilities = Arrays.stream(kept).mapToDouble(i -> probabilities[i]).toArray();
        normalize();
    }

    private void normalize() {
        double sum = Arrays.stream(probabilities).sum();
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
    }

    /**
     * {@return the token that a draw falls on}
     *
     * @param point evenly distributed in [0, 1)
     */
    int draw(double point) {
        double sum = 0;
        for (int i = 0; i < tokens.length; i++) {
            sum += probabilities[i];
            if (point < sum) {
                return tokens[i];
            }
        }
        return tokens[tokens.length - 1]; // rounding left the sum a little below 1
    }

    /**
     * {@return the probability of each token, 0 for those that are no candidates}
     *
     * @param vocabularySize V
     */
    double[] probabilities(int vocabularySize) {
        double[] all = new double[vocabularySize];
        for (int i = 0; i < tokens.length; i++) {
            all[tokens[i]] = probabilities[i];
        }
        return all;
    }
}
