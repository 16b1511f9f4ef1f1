package io.github.huggingtweets.spark;

import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Rows of Spark's as a table of Tablesaw's, which a notebook shows. */
final class ShownRows {

    private static final int DIGITS = 4;

    private ShownRows() {}

    /** @param rows a few rows */
    static Table of(List<Row> rows, StructType schema) {
        StructField[] fields = schema.fields();
        return Table.create("rows", IntStream.range(0, fields.length)
                .mapToObj(i -> column(fields[i].name(), fields[i].dataType(), rows.stream().map(row -> row.get(i)).toList()))
                .toArray(Column<?>[]::new));
    }

    private static Column<?> column(String name, DataType type, List<?> values) {
        if (type.equals(DataTypes.IntegerType)) {
            return IntColumn.create(name, values.toArray(Integer[]::new));
        } else if (type.equals(DataTypes.LongType)) {
            LongColumn column = LongColumn.create(name);
            values.forEach(value -> column.append((Long) value));
            return column;
        } else if (type.equals(DataTypes.DoubleType)) {
            return numbers(DoubleColumn.create(name, values.toArray(Double[]::new)));
        } else if (type.equals(DataTypes.BooleanType)) {
            return BooleanColumn.create(name, values.toArray(Boolean[]::new));
        } else if (type.equals(DataTypes.TimestampNTZType)) {
            return DateTimeColumn.create(name, values.toArray(LocalDateTime[]::new));
        }
        return StringColumn.create(name, values.stream().map(value -> value == null ? "" : value.toString()));
    }

    /** {@return the numbers, shown with as many decimals as the greatest of them has four digits with} */
    private static DoubleColumn numbers(DoubleColumn column) {
        int whole = column.isEmpty() || Double.isNaN(column.max()) ? 1
                : (int) Math.floor(Math.log10(Math.max(1e-9, column.max()))) + 1;
        NumberFormat format = NumberFormat.getInstance(Locale.ENGLISH);
        format.setMaximumFractionDigits(Math.max(0, DIGITS - whole));
        format.setMinimumFractionDigits(Math.max(0, DIGITS - whole));
        column.setPrintFormatter(new NumberColumnFormatter(format));
        return column;
    }
}
