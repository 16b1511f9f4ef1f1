package io.github.huggingtweets.steps;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The log of what each step took out, from the tweets of a source to those that a model learns from. A log does not change;
 * adding a step returns another log.
 *
 * @param all the steps in order; with several people, the steps of each person come before those of all together
 */
public record Steps(List<Step> all) {

    /** Above this number of authors, a step says how many they are instead of naming them. */
    private static final int MOST_NAMED = 3;

    /**
     * Copies the list.
     *
     * @param all the steps in order
     */
    public Steps {
        all = List.copyOf(all);
    }

    /**
     * Begins a log with all tweets of a source.
     *
     * @param authors whose tweets they are
     * @param tweets the number of tweets
     * @return a log of this one step
     */
    public static Steps beginning(List<Author> authors, int tweets) {
        return new Steps(List.of(new Step(handles(authors), Step.BEGINNING, tweets, 0, 0)));
    }

    /**
     * Joins several logs.
     *
     * @param logs the logs of different people, or of different sources
     * @return all their steps, one log after the other
     */
    public static Steps join(List<Steps> logs) {
        return new Steps(logs.stream().flatMap(log -> log.all.stream()).toList());
    }

    /**
     * Adds a step that takes tweets out.
     *
     * @param authors whose tweets it was applied to
     * @param name what was done, such as {@code Without replies}
     * @param before the number of tweets before the step
     * @param after the number of tweets after it
     * @return these steps and the new one
     * @throws IllegalArgumentException if there are more tweets after the step than before
     */
    public Steps removing(List<Author> authors, String name, int before, int after) {
        return and(new Step(handles(authors), name, before, before - after, 0));
    }

    /**
     * Adds a step that changes texts and takes no tweet out.
     *
     * @param authors whose tweets it was applied to
     * @param name what was done, such as {@code Handles redacted}
     * @param tweets the number of tweets before the step and after it
     * @param changed the number of tweets whose texts changed
     * @return these steps and the new one
     * @throws IllegalArgumentException if more tweets changed than there are
     */
    public Steps changing(List<Author> authors, String name, int tweets, int changed) {
        return and(new Step(handles(authors), name, tweets, 0, changed));
    }

    private Steps and(Step last) {
        return new Steps(Stream.concat(all.stream(), Stream.of(last)).toList());
    }

    /** {@return the handles of the authors, or the number of authors if their handles would fill lines} */
    private static String handles(List<Author> authors) {
        return authors.size() > MOST_NAMED ? String.format(Locale.ENGLISH, "%,d people", authors.size())
                : authors.stream().map(author -> "@" + author.handle()).collect(Collectors.joining(" & "));
    }

    /**
     * {@return a row for each step: whose tweets it was applied to, and how many came in, were taken out, changed and remained}
     */
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
