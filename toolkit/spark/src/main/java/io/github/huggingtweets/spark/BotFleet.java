package io.github.huggingtweets.spark;

import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.training.FineTuner;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A bot for each author of a {@link TweetLake}: a folder for each, in any file system that Spark can write.
 *
 * <pre>{@code
 * var fleet = BotFleet.train(lake, tuner -> tuner.epochs(4)).to("hdfs://cluster/bots");
 * fleet.table().show();
 * fleet.generate("My dream is", 10).show();
 * }</pre>
 *
 * <p>Each folder is a bot as {@link io.github.huggingtweets.bot.Bot#save} writes it. Its name is the author's handle, in which letters
 * from {@code a} to {@code z}, digits and {@code _ - . @} stand for themselves, and any other byte of UTF-8 is written as {@code %20} is.
 * Delete a folder to have its bot trained anew.
 */
public final class BotFleet {

    private final SparkSession spark;
    private final FleetFolder folder;
    private final List<FleetRow> rows;

    BotFleet(SparkSession spark, FleetFolder folder, List<FleetRow> rows) {
        this.spark = spark;
        this.folder = folder;
        this.rows = rows;
    }

    /**
     * Says how to train a bot for each author. Nothing is trained yet.
     *
     * @param lake the tweets
     * @param change the settings, such as {@code tuner -> tuner.epochs(4)}. They are asked for once, on this machine.
     * @return the trainings
     * @throws IllegalArgumentException if a setting is out of range, or if only one training on this machine can have it: a listener,
     *         checkpoints or a tracker
     * @throws ModelException if there is no base model, or it is broken
     * @throws io.github.huggingtweets.hub.HubException if the base model cannot be downloaded
     */
    public static FleetTraining train(TweetLake lake, UnaryOperator<FineTuner> change) {
        return new FleetTraining(Objects.requireNonNull(lake, "lake"), change);
    }

    /**
     * Finds the bots that were trained before.
     *
     * @param spark the session
     * @param path the folder of the fleet
     * @return the bots that are whole
     * @throws ModelException if there are none
     */
    public static BotFleet in(SparkSession spark, String path) {
        FleetFolder folder = FleetFolder.at(spark, path);
        List<FleetRow> rows = FleetJob.rowsOf(spark, folder, folder.whole(spark.sparkContext().hadoopConfiguration()));
        if (rows.isEmpty()) {
            throw new ModelException(
                    "There are no bots in %s; check the path, or train some with BotFleet.train".formatted(path));
        }
        return new BotFleet(spark, folder, rows);
    }

    /**
     * {@return a row for each author, in the order of their handles, with these columns:
     *
     * <table>
     *   <caption>Columns</caption>
     *   <tr><td>{@code handle}</td><td>string</td></tr>
     *   <tr><td>{@code downloaded}, {@code retweets}, {@code shortTweets}, {@code kept}</td><td>long: the four
     *   {@link io.github.huggingtweets.corpus.Figures}</td></tr>
     *   <tr><td>{@code perplexityBefore}, {@code perplexityAfter}</td><td>double: of the held-out tweets; null unless
     *   {@link FineTuner#holdOut} holds some out</td></tr>
     *   <tr><td>{@code seconds}</td><td>double: the time of the training; null if there is no bot</td></tr>
     *   <tr><td>{@code place}</td><td>string: the folder of the bot; null if there is none</td></tr>
     *   <tr><td>{@code sentence}</td><td>string: why there is no bot; null if there is one</td></tr>
     * </table>}
     */
    public Dataset<Row> table() {
        return spark.createDataFrame(rows.stream().map(FleetRow::values).toList(), FleetRow.SCHEMA);
    }

    /**
     * Lets all bots write tweets, with the settings that the published bots had. The tweets are written when the table is used, and
     * written again, the same ones, when it is used again.
     *
     * @param prompt the first words; none if it is empty
     * @param count the number of tweets of each bot, at least 1
     * @return the tweets in any order: {@code handle}, {@code prompt}, {@code text}, and {@code sentence}, which says why a bot wrote
     *         none, and then there is no text
     * @throws IllegalArgumentException if the count is not positive
     */
    public Dataset<Row> generate(String prompt, int count) {
        return generate(prompt, count, new Random().nextLong());
    }

    Dataset<Row> generate(String prompt, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("Let each bot write at least one tweet, not " + count);
        }
        List<String> handles = rows.stream().filter(FleetRow::hasBot).map(FleetRow::handle).toList();
        return FleetGeneration.tweets(spark, folder, handles, new FleetGeneration(prompt, count, seed));
    }

    /** {@return how many bots there are, and where} */
    @Override
    public String toString() {
        return "%,d bots in %s".formatted(rows.stream().filter(FleetRow::hasBot).count(), folder.path());
    }
}
