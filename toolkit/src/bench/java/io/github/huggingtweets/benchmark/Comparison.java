package io.github.huggingtweets.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * One piece of work, done by several programs in turn.
 *
 * @param work what was done
 * @param quantity the quantity that is reported
 * @param programs what each program needed; the others are compared with the first
 * @param target the ratio that the last program has to reach, if there is one
 */
public record Comparison(String work, Quantity quantity, List<Measured> programs, Optional<Target> target) {

    /**
     * Makes a comparison without a target.
     *
     * @param work what was done
     * @param quantity the quantity that is reported
     * @param programs what each program needed; the others are compared with the first
     */
    public Comparison(String work, Quantity quantity, List<Measured> programs) {
        this(work, quantity, programs, Optional.empty());
    }

    /** {@return the program that the others are compared with} */
    public Measured first() {
        return programs.get(0);
    }

    /** {@return the program that has a target to reach} */
    public Measured last() {
        return programs.get(programs.size() - 1);
    }

    /** {@return the median of the ratios} */
    public double ratio(Measured program) {
        return ratios(program).median();
    }

    /**
     * {@return the speed of a program divided by that of the first in the same round, or its number if less is better, over all
     * rounds}
     */
    public Quartiles ratios(Measured program) {
        return quantity.isSpeed() ? first().ratios(program) : program.ratios(first());
    }

    /** {@return the number that is reported of a program: the median of its rounds} */
    public double reported(Measured program) {
        return quantity.of(program.median());
    }
}
