package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.tweets.RowFilter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Leaves out tweets that are there twice. Each time, the newest one is kept, or of the same time the first. */
final class Duplicates {

    private static final String HASH = "hash";
    private static final String NEWER = "newer";

    private Duplicates() {}

    /**
     * {@return the tweets without those that have the author, the id and the text of another one, as a timeline leaves them out; those
     * without an id are all kept}
     */
    static Dataset<Row> removed(Dataset<Row> tweets) {
        Column id = functions.col(TweetTable.ID);
        Column handle = functions.col(TweetTable.HANDLE);
        Column text = functions.col(TweetTable.TEXT);
        Column hash = functions.when(id.isNotNull(), functions.xxhash64(id, handle, text))
                .otherwise(functions.xxhash64(functions.col(LakeRow.FILE), functions.col(LakeRow.POSITION)));
        return newest(tweets, hash, id, handle, text);
    }

    /** {@return the tweets without those that differ from a newer one of their author only in links, mentions and white space} */
    static Dataset<Row> nearOnesRemoved(Dataset<Row> tweets) {
        Column handle = functions.col(TweetTable.HANDLE);
        Column key = functions.udf((UDF1<String, String>) RowFilter::nearDuplicateKey, DataTypes.StringType)
                .apply(functions.col(TweetTable.TEXT));
        return newest(tweets, functions.xxhash64(handle, key), handle, key);
    }

    /**
     * {@return the newest of the tweets that have the same values} The hash comes first, since Spark sorts by the first eight bytes as far
     * as they differ, and those of ids and handles hardly do. A rank would let Spark sort the tweets before it moves them, too, in case
     * most are there twice.
     */
    private static Dataset<Row> newest(Dataset<Row> tweets, Column hash, Column... values) {
        Column[] same = Stream.concat(Stream.of(functions.col(HASH)), Arrays.stream(values)).toArray(Column[]::new);
        return tweets.withColumn(HASH, hash)
                .withColumn(NEWER, functions.lag(functions.lit(true), 1)
                        .over(Window.partitionBy(same).orderBy(LakeRow.newestFirst())))
                .filter(functions.col(NEWER).isNull()).drop(HASH, NEWER);
    }
}
