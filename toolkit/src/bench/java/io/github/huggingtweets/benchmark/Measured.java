package io.github.huggingtweets.benchmark;

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
        return Quartiles.of(rounds.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    /** {@return the quartiles over the rounds of this number divided by that of another program; they took turns} */
    Quartiles ratios(Measured other) {
        return Quartiles.of(IntStream.range(0, rounds.size()).mapToDouble(i -> rounds.get(i) / other.rounds.get(i)).toArray());
    }
}
