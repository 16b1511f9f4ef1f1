package io.github.huggingtweets.benchmark.model;

import io.github.huggingtweets.benchmark.Comparison;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.model.Sides.Turn;
import io.github.huggingtweets.pytorch.Processor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Adds comparisons to a report, with the goal that holds for the processor. */
final class Rows {

    private final Report report;
    private final Processor processor;

    Rows(Report report, Processor processor) {
        this.report = report;
        this.processor = processor;
    }

    /** Adds what some sides did in turn; the goal is for the last one. */
    void add(String work, Quantity quantity, Map<Turn, List<Time>> times, ToDoubleFunction<Time> what, Goal goal) {
        add(work, quantity, times.entrySet().stream().map(side -> new Measured(side.getKey().side().title(),
                side.getValue().stream().map(what::applyAsDouble).toList())).toList(), goal);
    }

    /** Adds what some programs did; the goal is for the last one, if there is another one to compare it with. */
    void add(String work, Quantity quantity, List<Measured> programs, Goal goal) {
        report.add(new Comparison(work, quantity, programs, programs.size() > 1 ? goal.on(processor) : Optional.empty()));
    }

    /**
     * Adds how close a program came to a limit of the machine, which was measured in the same rounds.
     *
     * @param work what the row is called
     * @param unit of what is done
     * @param needed how much of it the program does in a round
     * @param limit what the limit is called
     * @param amount how much was done in a round that measured the limit
     * @param fastest the times of these
     * @param program what the program is called
     * @param times the times of its rounds
     * @param goal the share to reach
     */
    void addShare(String work, String unit, double needed, String limit, double amount, List<Time> fastest, String program,
            List<Time> times, Goal goal) {
        add(work, Quantity.perSecond(needed, unit), List.of(
                new Measured(limit, fastest.stream().map(time -> time.clock() * needed / amount).toList()),
                new Measured(program, times.stream().map(Time::clock).toList())), goal);
    }

    void note(String format, Object... values) {
        report.note(format, values);
    }
}
