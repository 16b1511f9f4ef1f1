package io.github.huggingtweets.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The way from the tweets of a source to those that a model learns from, step by step.
 *
 * @param all the steps in order; of several people, first those that each took alone, then those that they took together
 */
public record Steps(List<Step> all) {

    public Steps {
        all = List.copyOf(all);
    }

    /** {@return these steps and then others} */
    Steps then(Step... others) {
        return new Steps(Stream.concat(all.stream(), Stream.of(others)).toList());
    }

    /** {@return a row for each step: whose tweets it was applied to, and how many came in, went out, changed and remained} */
    public Table table() {
        return Table.create("Steps",
                StringColumn.create("Tweets of", all.stream().map(Step::whose)),
                StringColumn.create("Step", all.stream().map(Step::name)),
                IntColumn.create("Came in", all.stream().mapToInt(Step::before).toArray()),
                IntColumn.create("Taken out", all.stream().mapToInt(Step::removed).toArray()),
                IntColumn.create("Changed", all.stream().mapToInt(Step::changed).toArray()),
                IntColumn.create("Remained", all.stream().mapToInt(Step::after).toArray()));
    }

    /** {@return a line for each step} */
    @Override
    public String toString() {
        int whose = all.stream().mapToInt(step -> step.whose().length()).max().orElse(0);
        int name = all.stream().mapToInt(step -> step.name().length()).max().orElse(0);
        String line = "%-" + Math.max(1, whose) + "s  %-" + Math.max(1, name) + "s  %,9d in  %,9d out  %,9d changed  %,9d remain";
        return all.stream()
                .map(step -> String.format(Locale.ENGLISH, line, step.whose(), step.name(),
                        step.before(), step.removed(), step.changed(), step.after()))
                .collect(Collectors.joining("\n"));
    }
}
