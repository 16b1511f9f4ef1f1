package io.github.huggingtweets.notebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jsoup.parser.Parser;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The first rows of a Tablesaw table, for the template, with each value as Tablesaw prints it.
 *
 * @param columns the headings of the columns
 * @param rows the rows that are shown
 * @param others the number of rows that are not shown
 * @param size the numbers of all rows and columns, in words
 */
record TableView(List<Cell> columns, List<Row> rows, int others, String size) {

    /** The style class of numbers, which are aligned right. */
    static final String NUMBER = "number";

    /** The style class of long texts, which are broken into lines. */
    static final String TEXT = "text";

    /** The length up to which a text is not broken into lines. */
    private static final int SHORT = 24;

    /** The cells of a row, from left to right. */
    record Row(List<Cell> cells) {}

    /** One text, and the style class that says how it is aligned and broken. */
    record Cell(String text, String kind) {}

    static TableView of(Table table, int most) {
        Table first = table.first(most);
        List<String> kinds = first.columns().stream().map(TableView::kind).toList();
        int columns = table.columnCount();
        return new TableView(
                IntStream.range(0, columns).mapToObj(column -> new Cell(first.column(column).name(), kinds.get(column))).toList(),
                IntStream.range(0, first.rowCount()).mapToObj(row -> row(first, row, kinds)).toList(),
                table.rowCount() - first.rowCount(),
                String.format(Locale.ENGLISH, "%,d %s, %,d %s", table.rowCount(), table.rowCount() == 1 ? "row" : "rows",
                        columns, columns == 1 ? "column" : "columns"));
    }

    /** {@return the same rows with the characters that HTML entities such as {@code &amp;amp;} stand for, as X writes them in tweets} */
    TableView withoutEntities() {
        return new TableView(columns, rows.stream().map(row -> new Row(row.cells().stream()
                .map(cell -> new Cell(Parser.unescapeEntities(cell.text(), false), cell.kind())).toList())).toList(), others,
                size);
    }

    private static Row row(Table table, int row, List<String> kinds) {
        return new Row(IntStream.range(0, kinds.size())
                .mapToObj(column -> new Cell(table.column(column).getString(row), kinds.get(column))).toList());
    }

    private static String kind(Column<?> column) {
        if (column instanceof NumericColumn) {
            return NUMBER;
        }
        return IntStream.range(0, column.size()).anyMatch(row -> column.getString(row).length() > SHORT) ? TEXT : "short";
    }
}
