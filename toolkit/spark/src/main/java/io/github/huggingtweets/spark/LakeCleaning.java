package io.github.huggingtweets.spark;

import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.sources.TweetTable;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cleans the tweets of a lake, each by itself, as a timeline is cleaned. */
final class LakeCleaning {

    /** Whether a cleaned tweet says too little. */
    private static final String BORING = "boring";

    private static final StructType SCHEMA = new StructType()
            .add(TweetTable.HANDLE, DataTypes.StringType, false)
            .add(TweetTable.RETWEET, DataTypes.BooleanType, false)
            .add(BORING, DataTypes.BooleanType, false);

    private static final StructType CLEANED = new StructType()
            .add(TweetTable.HANDLE, DataTypes.StringType, false)
            .add(TweetTable.ID, DataTypes.StringType)
            .add(TweetTable.TIME, DataTypes.TimestampNTZType)
            .add(TweetTable.TEXT, DataTypes.StringType, false);

    private LakeCleaning() {}

    /** {@return the kept tweets: {@code handle}, {@code id}, {@code time}, and {@code text}, cleaned} */
    static Dataset<Row> cleaned(Dataset<Row> tweets) {
        return tweets.filter(functions.not(functions.col(TweetTable.RETWEET)))
                .select(TweetTable.HANDLE, TweetTable.ID, TweetTable.TIME, TweetTable.TEXT)
                .mapPartitions((MapPartitionsFunction<Row, Row>) LakeCleaning::clean, Encoders.row(CLEANED));
    }

    private static Iterator<Row> clean(Iterator<Row> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(row -> RowFactory.create(row.get(0), row.get(1), row.get(2), TweetCleaner.clean(row.getString(3))))
                .filter(row -> !TweetCleaner.isBoring(row.getString(3))).iterator();
    }

    /** {@return the four figures of each author: {@code handle}, {@code downloaded}, {@code retweets}, {@code shortTweets}, {@code kept}} */
    static Dataset<Row> figures(Dataset<Row> tweets) {
        Column retweet = functions.col(TweetTable.RETWEET);
        Column boring = functions.col(BORING);
        return tweets.select(TweetTable.HANDLE, TweetTable.RETWEET, TweetTable.TEXT)
                .mapPartitions((MapPartitionsFunction<Row, Row>) LakeCleaning::judge, Encoders.row(SCHEMA))
                .groupBy(TweetTable.HANDLE)
                .agg(functions.count(functions.lit(1)).as("downloaded"), functions.count_if(retweet).as("retweets"),
                        functions.count_if(functions.not(retweet).and(boring)).as("shortTweets"),
                        functions.count_if(functions.not(retweet).and(functions.not(boring))).as("kept"));
    }

    private static Iterator<Row> judge(Iterator<Row> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(row -> RowFactory.create(row.get(0), row.get(1),
                        !row.getBoolean(1) && TweetCleaner.isBoring(TweetCleaner.clean(row.getString(2)))))
                .iterator();
    }
}
