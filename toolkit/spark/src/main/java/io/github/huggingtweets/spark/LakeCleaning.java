package io.github.huggingtweets.spark;

import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.sources.TweetTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Cleans the tweets of a lake, each by itself, as a timeline is cleaned. */
final class LakeCleaning {

    private static final String DOWNLOADED = "downloaded";
    private static final String RETWEETS = "retweets";
    private static final String KEPT = "kept";

    private LakeCleaning() {}

    /** {@return the kept tweets: {@code handle}, {@code id}, {@code time}, and {@code text}, cleaned} */
    static Dataset<Row> cleaned(Dataset<Row> tweets) {
        // said not to be deterministic, since Spark would clean each text twice: to see that there is one, and to return it
        Column clean = functions.udf((UDF1<String, String>) LakeCleaning::clean, DataTypes.StringType).asNondeterministic()
                .apply(functions.col(TweetTable.TEXT));
        return tweets.filter(functions.not(functions.col(TweetTable.RETWEET)))
                .select(functions.col(TweetTable.HANDLE), functions.col(TweetTable.ID), functions.col(TweetTable.TIME),
                        clean.as(TweetTable.TEXT))
                .filter(functions.col(TweetTable.TEXT).isNotNull());
    }

    /** {@return the cleaned text; null if it says too little} */
    private static String clean(String text) {
        String cleaned = TweetCleaner.clean(text);
        return TweetCleaner.isBoring(cleaned) ? null : cleaned;
    }

    /** {@return the four figures of each author: {@code handle}, {@code downloaded}, {@code retweets}, {@code shortTweets}, {@code kept}} */
    static Dataset<Row> figures(Dataset<Row> tweets) {
        Column retweet = functions.col(TweetTable.RETWEET);
        Column isKept = functions.udf((UDF1<String, Boolean>) text -> clean(text) != null, DataTypes.BooleanType)
                .apply(functions.col(TweetTable.TEXT));
        return tweets.groupBy(TweetTable.HANDLE)
                .agg(functions.count(functions.lit(1)).as(DOWNLOADED), functions.count_if(retweet).as(RETWEETS),
                        functions.count_if(functions.not(retweet).and(isKept)).as(KEPT))
                .select(functions.col(TweetTable.HANDLE), functions.col(DOWNLOADED), functions.col(RETWEETS),
                        functions.col(DOWNLOADED).minus(functions.col(RETWEETS)).minus(functions.col(KEPT)).as("shortTweets"),
                        functions.col(KEPT));
    }
}
