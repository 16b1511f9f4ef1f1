package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Step;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.datetimes.PackedLocalDateTime;
import tech.tablesaw.selection.Selection;

/** Some rows of a table, which are found when somebody asks for them first. The table is shared and never changed. */
final class View {

    private Supplier<Rows> finding;
    private Rows found;

    /**
     * What was found.
     *
     * @param table the whole table
     * @param selection the rows of it that belong to the view, in the order of the table
     * @param steps what led to them
     */
    record Rows(Table table, Selection selection, List<Step> steps) {

        Rows {
            steps = List.copyOf(steps);
        }

        static Rows all(Table table, List<Step> steps) {
            return new Rows(table, Selection.withRange(0, table.rowCount()), steps);
        }

        int count() {
            return selection.size();
        }

        Table copy() {
            return TweetTable.copy(table, selection.toArray());
        }

        Table copy(String... columns) {
            for (String column : columns) {
                if (!table.containsColumn(column)) {
                    throw new IllegalArgumentException("There is no column \"%s\"; those of this timeline are %s."
                            .formatted(column, String.join(", ", table.columnNames())));
                }
            }
            return TweetTable.copy(table.selectColumns(columns), selection.toArray());
        }

        /** {@return the first day and the last, in words; nothing where no tweet has a time} */
        Optional<String> days() {
            DateTimeColumn times = table.dateTimeColumn("time");
            LongSummaryStatistics range = IntStream.of(selection.toArray()).filter(row -> !times.isMissing(row))
                    .mapToLong(times::getLongInternal).summaryStatistics();
            return range.getCount() == 0 ? Optional.empty() : Optional.of(day(range.getMin()) + " to " + day(range.getMax()));
        }

        private static LocalDate day(long packed) {
            return PackedLocalDateTime.asLocalDateTime(packed).toLocalDate();
        }
    }

    View(Supplier<Rows> finding) {
        this.finding = finding;
    }

    synchronized Rows rows() {
        if (found == null) {
            found = finding.get();
            finding = null; // what it was found from need not stay in memory
        }
        return found;
    }

    /** {@return what a filter leaves of this view} */
    View filtered(Filter filter, List<Author> authors) {
        return new View(() -> {
            Rows before = rows();
            Selection kept = filter.chosen().apply(before.table(), before.selection());
            Step step = Step.removing(authors, filter.name(), before.count(), kept.size());
            return new Rows(before.table(), kept, and(before.steps(), step));
        });
    }

    /** {@return the same tweets as those of one author} */
    View by(Author author) {
        return new View(() -> {
            Rows rows = rows();
            Table table = Table.create(rows.table().name(), rows.table().columns().toArray(Column<?>[]::new));
            table.replaceColumn(StringColumn.create("handle", Collections.nCopies(table.rowCount(), author.handle())));
            return new Rows(table, rows.selection(), rows.steps());
        });
    }

    /** {@return a view of another table, which is taken for what somebody left of this view} */
    View replacedBy(Table table, String name, List<Author> authors) {
        return new View(() -> {
            Rows before = rows();
            if (table.rowCount() > before.count()) {
                return Rows.all(table, List.of(Step.beginning(authors, table.rowCount())));
            }
            return Rows.all(table, and(before.steps(), Step.removing(authors, name, before.count(), table.rowCount())));
        });
    }

    private static List<Step> and(List<Step> steps, Step last) {
        return Stream.concat(steps.stream(), Stream.of(last)).toList();
    }
}
