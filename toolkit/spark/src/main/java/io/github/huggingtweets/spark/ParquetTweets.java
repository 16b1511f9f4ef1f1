package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** Reads Parquet with the columns of a timeline. All columns but the handle and the text may be missing, and all values but the text. */
final class ParquetTweets {

    private static final Set<String> OF_FILE = Set.of(LakeRow.FILE, LakeRow.POSITION);

    /** The word for what a column holds, by its type in a lake. */
    private static final Map<DataType, String> NOUNS = Map.of(DataTypes.StringType, "strings", DataTypes.TimestampNTZType,
            "timestamps", DataTypes.BooleanType, "booleans", DataTypes.IntegerType, "integers", DataTypes.LongType, "integers");

    private ParquetTweets() {}

    /**
     * Reads files.
     *
     * @param place the files, for messages
     * @param rows the rows as Spark reads them
     * @return the rows of {@link ReadRow}
     * @throws TweetSourceException if the files lack the handle or the text, or if a column has another type
     */
    static Dataset<Row> read(String place, Dataset<Row> rows) {
        List<String> columns = List.of(rows.columns());
        if (!columns.contains(TweetTable.TEXT)) {
            throw new TweetSourceException(
                    ("None of the columns of %s is \"text\", which holds the tweets: %s; name the columns as"
                            + " Timeline.table() does.").formatted(place, listed(columns)));
        }
        if (!columns.contains(TweetTable.HANDLE)) {
            throw new TweetSourceException(
                    ("%s names no authors, since none of its columns is \"handle\": %s; name the column with"
                            + " the handles so.").formatted(place, listed(columns)));
        }
        boolean kept = columns.containsAll(OF_FILE);
        return rows.select(Arrays.stream(ReadRow.SCHEMA.fields())
                .map(field -> column(place, rows, field, kept).cast(field.dataType()).as(field.name())).toArray(Column[]::new));
    }

    private static String listed(List<String> columns) {
        return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
    }

    private static Column column(String place, Dataset<Row> rows, StructField field, boolean kept) {
        Column row = functions.col("_metadata.row_index");
        Column hasNoText = functions.col(TweetTable.TEXT).isNull();
        return switch (field.name()) {
            case LakeRow.FILE -> kept ? functions.col(LakeRow.FILE) : functions.col("_metadata.file_path");
            case LakeRow.POSITION -> kept ? functions.col(LakeRow.POSITION) : row;
            case ReadRow.DAMAGE -> functions.when(hasNoText, functions.lit("has no text"));
            case ReadRow.SPLIT -> functions.when(hasNoText, functions.lit(0L));
            case ReadRow.LINE -> functions.when(hasNoText, row.plus(1));
            case ReadRow.LINES -> functions.lit(null);
            default -> value(place, rows, field);
        };
    }

    private static Column value(String place, Dataset<Row> rows, StructField field) {
        String name = field.name();
        Column column = functions.col(name);
        Column isRetweet = udf((String text) -> text != null && RetweetText.isRetweet(text), DataTypes.BooleanType)
                .apply(functions.col(TweetTable.TEXT));
        if (!List.of(rows.columns()).contains(name)) {
            return name.equals(TweetTable.RETWEET) ? isRetweet
                    : name.equals(TweetTable.REPLY) ? functions.lit(false)
                    : functions.lit(null);
        }
        DataType type = rows.schema().apply(name).dataType();
        boolean fits = switch (name) {
            case TweetTable.TIME -> type.equals(DataTypes.TimestampNTZType) || type.equals(DataTypes.TimestampType);
            case TweetTable.RETWEET, TweetTable.REPLY -> type instanceof BooleanType;
            case TweetTable.LIKES, TweetTable.RETWEETS -> type instanceof IntegralType;
            case TweetTable.ID, TweetTable.HANDLE -> type instanceof StringType || type instanceof IntegralType;
            default -> type instanceof StringType;
        };
        if (!fits) {
            throw new TweetSourceException(
                    "The column \"%s\" of %s has the type %s; write it as one of %s, as Timeline.table() has it."
                            .formatted(name, place, type.simpleString(), NOUNS.get(field.dataType())));
        }
        return switch (name) {
            case TweetTable.TIME -> time(column, type);
            case TweetTable.RETWEET -> functions.coalesce(column, isRetweet);
            case TweetTable.REPLY -> functions.coalesce(column, functions.lit(false));
            case TweetTable.LIKES, TweetTable.RETWEETS -> functions.when(column.geq(0), column.try_cast(DataTypes.IntegerType));
            case TweetTable.HANDLE -> udf(LakeRow::handle, DataTypes.StringType).apply(column.cast(DataTypes.StringType));
            case TweetTable.TEXT -> column;
            default -> functions.nullif(column.cast(DataTypes.StringType), functions.lit(""));
        };
    }

    /** A time without a zone is in UTC; the zone of the session does not matter. */
    private static Column time(Column column, DataType type) {
        if (type.equals(DataTypes.TimestampType)) {
            return udf((Long micros) -> micros == null ? null
                    : LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.MILLIS),
                    DataTypes.TimestampNTZType).apply(functions.unix_micros(column));
        }
        return udf((LocalDateTime time) -> time == null ? null : time.truncatedTo(ChronoUnit.MILLIS), DataTypes.TimestampNTZType)
                .apply(column);
    }

    private static <T, R> UserDefinedFunction udf(UDF1<T, R> function, DataType type) {
        return functions.udf(function, type);
    }
}
