package io.github.huggingtweets.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one program needed for a piece of work, round by round.
 *
 * @param name what the program is called
 * @param rounds the seconds of each round, or what else was measured
 */
public record Measured(String name, List<Double> rounds) {

    /** {@return the middle of the rounds} */
    public double median() {
        return median(rounds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** {@return this by another program, in the middle of the rounds; they took turns} */
    double ratio(Measured other) {
        return median(IntStream.range(0, rounds.size()).mapToDouble(i -> rounds.get(i) / other.rounds.get(i)).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
