package io.github.huggingtweets.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * An author in the table of a fleet. What is not known is null.
 *
 * @param handle the author
 * @param downloaded the number of all tweets
 * @param retweets the number of tweets that somebody else wrote
 * @param shortTweets the number of tweets that say too little
 * @param kept the number of tweets that the bot learned from
 * @param perplexityBefore of held-out tweets
 * @param perplexityAfter of the same tweets
 * @param seconds the time of the training
 * @param place the folder of the bot
 * @param sentence why there is no bot
 * @param ofMachine whether there is none because of the machine, so that another one may make it
 */
record FleetRow(String handle, long downloaded, long retweets, long shortTweets, long kept, Double perplexityBefore,
        Double perplexityAfter, Double seconds, String place, String sentence, boolean ofMachine) implements Serializable {

    static final StructType SCHEMA = new StructType()
            .add(TweetTable.HANDLE, DataTypes.StringType, false)
            .add("downloaded", DataTypes.LongType, false)
            .add("retweets", DataTypes.LongType, false)
            .add("shortTweets", DataTypes.LongType, false)
            .add("kept", DataTypes.LongType, false)
            .add("perplexityBefore", DataTypes.DoubleType)
            .add("perplexityAfter", DataTypes.DoubleType)
            .add("seconds", DataTypes.DoubleType)
            .add("place", DataTypes.StringType)
            .add("sentence", DataTypes.StringType);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@return the row of an author before the training, from one of {@link TweetLake#figures()}} */
    static FleetRow of(Row figures) {
        return new FleetRow(figures.getString(0), figures.getLong(1), figures.getLong(2), figures.getLong(3), figures.getLong(4),
                null, null, null, null, null, false);
    }

    /** {@return the row of an author whose figures are not known} */
    static FleetRow of(String handle) {
        return new FleetRow(handle, 0, 0, 0, 0, null, null, null, null, null, false);
    }

    /** {@return what came out of the training of this author} */
    FleetRow with(FleetRow result) {
        return result.hasBot() ? result : failed(result.sentence, result.ofMachine);
    }

    FleetRow trained(Run run, String where) {
        Figures figures = run.figures();
        return new FleetRow(handle, figures.downloaded(), figures.retweets(), figures.shortTweets(), figures.kept(),
                boxed(run.perplexityBefore()), boxed(run.perplexityAfter()), run.duration().toMillis() / 1e3, where, null, false);
    }

    FleetRow at(String where) {
        return new FleetRow(handle, downloaded, retweets, shortTweets, kept, perplexityBefore, perplexityAfter, seconds, where,
                null,
                false);
    }

    FleetRow failed(String why, boolean becauseOfMachine) {
        return new FleetRow(handle, downloaded, retweets, shortTweets, kept, null, null, null, null, why, becauseOfMachine);
    }

    private static Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    boolean hasBot() {
        return sentence == null;
    }

    Row values() {
        return RowFactory.create(handle, downloaded, retweets, shortTweets, kept, perplexityBefore, perplexityAfter, seconds,
                place,
                sentence);
    }

    byte[] json() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    static FleetRow read(byte[] json) throws IOException {
        return JSON.readValue(json, FleetRow.class);
    }
}
