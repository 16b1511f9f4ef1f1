package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.tweets.RowFilter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Leaves out tweets that are there twice. Each time, the newest one is kept, or of the same time the first. */
final class Duplicates {

    private static final String RANK = "rank";

    private Duplicates() {}

    /**
     * {@return the tweets without those that have the author, the id and the text of another one, as a timeline leaves them out; those
     * without an id are all kept}
     */
    static Dataset<Row> removed(Dataset<Row> tweets) {
        Column id = functions.col(TweetTable.ID);
        Column same = functions.when(id.isNotNull(), functions.col(TweetTable.TEXT))
                .otherwise(functions.concat_ws(" ", functions.col(LakeRow.POSITION), functions.col(LakeRow.FILE)));
        return first(tweets, id, functions.col(TweetTable.HANDLE), same);
    }

    /** {@return the tweets without those that differ from a newer one of their author only in links, mentions and white space} */
    static Dataset<Row> nearOnesRemoved(Dataset<Row> tweets) {
        Column key = functions.udf((UDF1<String, String>) RowFilter::nearDuplicateKey, DataTypes.StringType)
                .apply(functions.col(TweetTable.TEXT));
        return first(tweets, functions.col(TweetTable.HANDLE), key);
    }

    private static Dataset<Row> first(Dataset<Row> tweets, Column... key) {
        return tweets.withColumn(RANK, functions.row_number().over(Window.partitionBy(key).orderBy(LakeRow.newestFirst())))
                .filter(functions.col(RANK).equalTo(1)).drop(RANK);
    }
}
