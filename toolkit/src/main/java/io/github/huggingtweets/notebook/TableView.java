package io.github.huggingtweets.notebook;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.parser.Parser;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The first rows of a Tablesaw table, for the template, with each value about as Tablesaw prints it.
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

    /** A date and a time as Tablesaw prints them; thousandths of a second are shown only if there are some. */
    private static final Pattern TIME =
            Pattern.compile("(\\d{4,}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}(?::\\d{2}(?:\\.(?!0+$)\\d+)?)?)(?:\\.0+)?");
    private static final Pattern LARGE = Pattern.compile("-?\\d{4,18}");
    /** The names of columns whose numbers count nothing. */
    private static final Pattern NO_COUNT = Pattern.compile("(?i)year|seed|(?:^|[^a-z])id(?:$|[^a-z])");

    /** The cells of a row, from left to right. */
    record Row(List<Cell> cells) {}

    /** One text, and the style class that says how it is aligned and broken. */
    record Cell(String text, String kind) {}

    static TableView of(Table table, int most) {
        Table first = table.first(most);
        return of(first, table.rowCount() - first.rowCount(),
                String.format(Locale.ENGLISH, "%,d %s", table.rowCount(), table.rowCount() == 1 ? "row" : "rows"));
    }

    /** {@return the first rows of a table that itself has only the first of more rows} */
    static TableView ofFirst(Table table, int most) {
        return of(table.first(most), 0, String.format(Locale.ENGLISH, "the first %,d rows", most));
    }

    private static TableView of(Table shown, int others, String rows) {
        List<String> kinds = shown.columns().stream().map(TableView::kind).toList();
        int columns = shown.columnCount();
        return new TableView(
                IntStream.range(0, columns).mapToObj(column -> new Cell(shown.column(column).name(), kinds.get(column))).toList(),
                IntStream.range(0, shown.rowCount()).mapToObj(row -> row(shown, row, kinds)).toList(),
                others, String.format(Locale.ENGLISH, "%s, %,d %s", rows, columns, columns == 1 ? "column" : "columns"));
    }

    /** {@return the same rows with the characters that HTML entities such as {@code &amp;amp;} stand for, as X writes them in tweets} */
    TableView withoutEntities() {
        return new TableView(columns, rows.stream().map(row -> new Row(row.cells().stream()
                .map(cell -> new Cell(Parser.unescapeEntities(cell.text(), false), cell.kind())).toList())).toList(), others,
                size);
    }

    private static Row row(Table table, int row, List<String> kinds) {
        return new Row(IntStream.range(0, kinds.size())
                .mapToObj(column -> new Cell(shown(table.column(column), row), kinds.get(column))).toList());
    }

    /** {@return a value as Tablesaw prints it, but a date beside its time, and a count with its thousands apart} */
    private static String shown(Column<?> column, int row) {
        String text = column.getString(row);
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            return time.group(1) + " " + time.group(2);
        }
        boolean count = column instanceof IntColumn || column instanceof LongColumn || column instanceof ShortColumn;
        return count && LARGE.matcher(text).matches() && !NO_COUNT.matcher(column.name()).find()
                ? String.format(Locale.ENGLISH, "%,d", Long.parseLong(text)) : text;
    }

    private static String kind(Column<?> column) {
        if (column instanceof NumericColumn) {
            return NUMBER;
        }
        return IntStream.range(0, column.size()).anyMatch(row -> column.getString(row).length() > SHORT) ? TEXT : "short";
    }
}
