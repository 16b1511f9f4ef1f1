package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.steps.Steps;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.datetimes.PackedLocalDateTime;
import tech.tablesaw.selection.Selection;

/** Some rows of a table. They are found when they are first needed. Views share the table, which never changes. */
final class View {

    private Supplier<Rows> finding;
    private Rows found;

    /**
     * The rows of a view.
     *
     * @param table the whole table
     * @param selection the rows that belong to the view, in the order of the table
     * @param steps the steps that led to them
     */
    record Rows(Table table, Selection selection, Steps steps) {

        static Rows all(Table table, Steps steps) {
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

        /** {@return the first day and the last, such as {@code 2024-01-01 to 2024-01-05}; empty if no tweet has a time} */
        Optional<String> days() {
            DateTimeColumn times = table.dateTimeColumn(TweetTable.TIME);
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
            finding = null; // it holds the views before this one, which can now be collected
        }
        return found;
    }

    /** {@return the rows of this view that a filter keeps} */
    View filtered(Filter filter, List<Author> authors) {
        return new View(() -> {
            Rows before = rows();
            Selection kept = filter.chosen().apply(before.table(), before.selection());
            return new Rows(before.table(), kept, before.steps().removing(authors, filter.name(), before.count(), kept.size()));
        });
    }

    /** {@return the same tweets with one author for all of them} */
    View by(Author author) {
        return new View(() -> {
            Rows rows = rows();
            Table table = Table.create(rows.table().name(), rows.table().columns().toArray(Column<?>[]::new));
            table.replaceColumn(StringColumn.create(TweetTable.HANDLE, Collections.nCopies(table.rowCount(), author.handle())));
            return new Rows(table, rows.selection(), rows.steps());
        });
    }

    /** {@return a view of another table; unless it has more rows than this view, the difference counts as one step} */
    View replacedBy(Table table, String name, List<Author> authors) {
        return new View(() -> {
            Rows before = rows();
            if (table.rowCount() > before.count()) {
                return Rows.all(table, Steps.beginning(authors, table.rowCount()));
            }
            return Rows.all(table, before.steps().removing(authors, name, before.count(), table.rowCount()));
        });
    }
}
