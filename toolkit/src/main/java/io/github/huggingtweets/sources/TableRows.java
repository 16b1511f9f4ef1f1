package io.github.huggingtweets.sources;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.stream.IntStream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Rows of a table: copied, and put in the order of a timeline, which is newest first, those without a time last. */
public final class TableRows {

    private TableRows() {}

    /** {@return the table with its rows in order; the table itself where they are already, as those of most sources} */
    public static Table newestFirst(Table table) {
        DateTimeColumn time = table.dateTimeColumn("time");
        for (int row = 1; row < time.size(); row++) {
            if (compare(time, row, row - 1) < 0) {
                return copy(table, newestFirst(time, IntStream.range(0, time.size()).toArray()));
            }
        }
        return table;
    }

    /** {@return the same rows, newest first; those of the same time stay as they are} */
    public static int[] newestFirst(DateTimeColumn time, int[] rows) {
        int[] sorted = rows.clone();
        IntArrays.mergeSort(sorted, (row, other) -> compare(time, row, other));
        return sorted;
    }

    /** The missing time is the smallest number, and so comes last where the latest is first. */
    private static int compare(DateTimeColumn time, int row, int other) {
        return Long.compare(time.getLongInternal(other), time.getLongInternal(row));
    }

    /**
     * {@return a table of some rows of another, in the given order. Unlike {@link Table#copy()} and {@link Table#where}, it lets
     * Tablesaw choose anew how columns hold their texts: those that hardly repeat need no dictionary}
     */
    public static Table copy(Table table, int[] rows) {
        return Table.create(table.name(), table.columns().stream().map(column -> copy(column, rows)).toArray(Column<?>[]::new));
    }

    private static <T> Column<T> copy(Column<T> column, int[] rows) {
        Column<T> copy = column.emptyCopy();
        for (int row : rows) {
            copy.append(column, row);
        }
        return copy;
    }
}
