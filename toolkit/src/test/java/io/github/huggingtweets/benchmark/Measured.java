package io.github.huggingtweets.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one program needed for a piece of work, round by round.
 *
 * @param name what the program is called
 * @param seconds of each round
 */
record Measured(String name, List<Double> seconds) {

    double median() {
        return median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** {@return how many times as fast this was as another program, in the middle of the rounds; they took turns} */
    double timesAsFastAs(Measured other) {
        return median(IntStream.range(0, seconds.size()).mapToDouble(i -> other.seconds.get(i) / seconds.get(i)).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
