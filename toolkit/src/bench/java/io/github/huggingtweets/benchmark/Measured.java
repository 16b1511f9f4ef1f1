package io.github.huggingtweets.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one program needed for a piece of work in each round.
 *
 * @param name what the program is called
 * @param rounds the seconds of each round, or another number that was measured
 */
public record Measured(String name, List<Double> rounds) {

    /** {@return the median of the rounds} */
    public double median() {
        return median(rounds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** {@return the median over the rounds of this number divided by that of another program; they took turns} */
    double ratio(Measured other) {
        return median(IntStream.range(0, rounds.size()).mapToDouble(i -> rounds.get(i) / other.rounds.get(i)).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
