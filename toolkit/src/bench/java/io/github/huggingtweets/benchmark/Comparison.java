package io.github.huggingtweets.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * One piece of work, done by several programs in turn.
 *
 * @param work what was done
 * @param quantity what is told of it
 * @param programs what each needed; the first is what the others are compared with
 * @param target what the last of them is to reach, if there is something
 */
public record Comparison(String work, Quantity quantity, List<Measured> programs, Optional<Target> target) {

    /** Compares programs of which none has anything to reach. */
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

    /** {@return the speed of a program by that of the first, or where less is better, its number by that of the first} */
    public double ratio(Measured program) {
        return quantity.isSpeed() ? first().ratio(program) : program.ratio(first());
    }

    /** {@return what is told of a program: the middle of its rounds} */
    public double told(Measured program) {
        return quantity.of(program.median());
    }
}
