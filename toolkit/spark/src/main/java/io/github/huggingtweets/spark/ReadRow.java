package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.file.TweetReceiver.Signature;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is read of the files: tweets, broken lines, and how many lines each split of a file has. Spark does not say where in its file a
 * split stands, but in bytes; with the lines of the earlier splits, a broken line has its number.
 */
final class ReadRow {

    /** What is wrong with a line; null in other rows. */
    static final String DAMAGE = "damage";
    /** The byte at which the split begins. */
    static final String SPLIT = "split";
    /** The number of the line in its split, from 1; null for damage that has no line. */
    static final String LINE = "line";
    /** The number of lines of a split; null in other rows. */
    static final String LINES = "lines";

    static final StructType SCHEMA = nullable(LakeRow.SCHEMA)
            .add(DAMAGE, DataTypes.StringType).add(SPLIT, DataTypes.LongType).add(LINE, DataTypes.LongType)
            .add(LINES, DataTypes.LongType);

    private static final int WIDTH = SCHEMA.size();
    private static final int FIRST = LakeRow.SCHEMA.size();

    private ReadRow() {}

    private static StructType nullable(StructType schema) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> new StructField(field.name(), field.dataType(), true, field.metadata()))
                .toArray(StructField[]::new));
    }

    static Row tweet(Tweet tweet, Signature signature, String file, long position) {
        return RowFactory.create(Arrays.copyOf(LakeRow.values(tweet, signature, file, position), WIDTH));
    }

    /** @param line the number of the line in its split, from 1; null if the damage is not that of a line */
    static Row broken(String file, long split, Long line, String damage) {
        return other(file, damage, split, line, null);
    }

    static Row lines(String file, long split, long lines) {
        return other(file, null, split, null, lines);
    }

    private static Row other(String file, String damage, long split, Long line, Long lines) {
        Object[] values = new Object[WIDTH];
        values[SCHEMA.fieldIndex(LakeRow.FILE)] = file;
        values[FIRST] = damage;
        values[FIRST + 1] = split;
        values[FIRST + 2] = line;
        values[FIRST + 3] = lines;
        return RowFactory.create(values);
    }

    /** {@return the tweets among these rows} */
    static Dataset<Row> tweets(Dataset<Row> read) {
        return read.filter(functions.col(SPLIT).isNull())
                .select(Arrays.stream(LakeRow.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new));
    }

    /** {@return the broken lines among these rows, with the columns of {@link TweetLake#broken()}} */
    static Dataset<Row> broken(Dataset<Row> read) {
        var earlier = Window.partitionBy(LakeRow.FILE).orderBy(functions.col(SPLIT))
                .rangeBetween(Window.unboundedPreceding(), -1);
        Column line = functions.col(LINE).plus(functions.coalesce(functions.sum(LINES).over(earlier), functions.lit(0L)));
        return read.filter(functions.col(SPLIT).isNotNull())
                .select(functions.col(LakeRow.FILE), line.as(LINE), functions.col(DAMAGE).as(DAMAGE))
                .filter(functions.col(DAMAGE).isNotNull())
                .select(functions.col(LakeRow.FILE), functions.col(LINE),
                        functions.when(functions.col(LINE).isNull(), functions.col(DAMAGE))
                                .otherwise(functions.concat(functions.lit("Line "), functions.col(LINE), functions.lit(" of "),
                                        functions.col(LakeRow.FILE), functions.lit(" "), functions.col(DAMAGE),
                                        functions.lit(".")))
                                .as("sentence"));
    }
}
