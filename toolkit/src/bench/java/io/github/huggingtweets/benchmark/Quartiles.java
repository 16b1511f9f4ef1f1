package io.github.huggingtweets.benchmark;

import java.util.Arrays;

/**
 * The middle of some numbers and their spread: half of the numbers lie between the lower and the upper quartile.
 *
 * @param lower the lower quartile
 * @param median the median
 * @param upper the upper quartile
 */
public record Quartiles(double lower, double median, double upper) {

    /**
     * {@return the quartiles of some numbers; between two of them the line is straight, as in the default of R and NumPy}
     *
     * @param values at least one number, in any order
     */
    public static Quartiles of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : sorted[below] * (1 - rest) + sorted[below + 1] * rest;
    }
}
