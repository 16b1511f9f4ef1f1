package io.github.huggingtweets.notebook;

import io.github.huggingtweets.bot.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Runs that are compared, for the template: what they have come to, and the settings that differ.
 *
 * @param runs the runs in a sentence
 * @param tables the tables
 * @param notes what else there is to say
 */
record RunsView(String runs, List<Titled> tables, List<String> notes) {

    private static final int MOST_ROWS = 20;
    private static final int MOST_NOTES = 5;

    /** A table with its title; an empty one is not shown. */
    record Titled(String title, TableView table) {}

    static RunsView of(Runs runs) {
        List<Titled> tables = new ArrayList<>();
        if (!runs.isEmpty()) {
            tables.add(new Titled("", TableView.of(runs.table(), MOST_ROWS)));
        }
        Table differences = runs.differences();
        if (differences.columnCount() > 1) {
            tables.add(new Titled(differences.name(), TableView.of(differences, MOST_ROWS)));
        }
        int others = runs.notes().size() - MOST_NOTES;
        return new RunsView(runs.toString(), tables, Stream.concat(runs.notes().stream().limit(MOST_NOTES),
                Stream.of(String.format(Locale.ENGLISH, "notes() has %,d more.", others)).filter(more -> others > 0)).toList());
    }

    /** {@return the same as text} */
    String text(int columns) {
        Stream<String> shown = tables.stream()
                .map(each -> (each.title().isEmpty() ? "" : each.title() + "\n") + TextTable.of(each.table(), columns));
        return Stream.of(Stream.of(runs), shown, notes.stream()).flatMap(part -> part).collect(Collectors.joining("\n\n"));
    }
}
