package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.tweets.Timeline;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The tweets of any number of accounts, in any number of files, as a dataset of Spark's with the columns of a {@link Timeline} and four
 * more:
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>{@code id}, {@code handle}, {@code text}, {@code quoted}, {@code language}, {@code app}</td><td>string</td></tr>
 *   <tr><td>{@code time}</td><td>timestamp without a time zone, in UTC</td></tr>
 *   <tr><td>{@code retweet}, {@code reply}</td><td>boolean</td></tr>
 *   <tr><td>{@code likes}, {@code retweets}</td><td>integer</td></tr>
 *   <tr><td>{@code name}, {@code picture}</td><td>string: the display name of the author, the address of the picture</td></tr>
 *   <tr><td>{@code file}, {@code position}</td><td>string and long: where the tweet comes from, in the order of the file</td></tr>
 * </table>
 *
 * <p>A value that the source does not give is null.
 *
 * <pre>{@code
 * var lake = TweetLake.read(spark, "s3a://bucket/tweets/*.jsonl.gz").since("2020").inLanguage("en");
 * lake.figures().show();
 * lake.timeline("@somebody").clean();
 * }</pre>
 *
 * <p>A lake does not change, and nothing is read before a result is needed, except the beginning of each file. As with any dataset of
 * Spark's, each result reads the files again; {@link #write} keeps a lake that is used often.
 */
public final class TweetLake {

    private final String place;
    private final Dataset<Row> tweets;
    private final Dataset<Row> broken;

    private TweetLake(String place, Dataset<Row> tweets, Dataset<Row> broken) {
        this.place = place;
        this.tweets = tweets;
        this.broken = broken;
    }

    /**
     * Reads the tweets of files. Their columns are recognized as by {@link Timeline#file(java.nio.file.Path)}.
     *
     * @param spark the session
     * @param place a file, a folder with all that is in it, or a pattern of Hadoop's, in any file system that Spark can read, such as
     *        {@code s3a://bucket/tweets/*.jsonl.gz}
     * @return the lake
     * @throws TweetSourceException as {@link #read(SparkSession, String, FileColumns)} does
     */
    public static TweetLake read(SparkSession spark, String place) {
        return read(spark, place, FileColumns.recognized());
    }

    /**
     * Reads the tweets of files whose columns have unusual names.
     *
     * @param spark the session
     * @param place a file, a folder with all that is in it, or a pattern of Hadoop's
     * @param columns what each column means, and how to read the files; broken lines are always set aside
     * @return the lake
     * @throws TweetSourceException if there are no files, if one of them is in another format, if its columns are not recognized, or if
     *         a file names no authors
     */
    public static TweetLake read(SparkSession spark, String place, FileColumns columns) {
        LakeFiles files = LakeFiles.at(spark, place, columns);
        Dataset<Row> read = spark.createDataFrame(List.of(), ReadRow.SCHEMA);
        List<String> lines = files.of(LakeFile.Kind.LINES).stream().map(LakeFile::path).toList();
        if (!lines.isEmpty()) {
            read = read.union(LineTweets.read(spark, lines, columns, files.forms()));
        }
        List<LakeFile> texts = files.of(LakeFile.Kind.TEXT);
        if (!texts.isEmpty()) {
            read = read.union(FileTweets.read(spark, texts, columns));
        }
        return new TweetLake(place, Duplicates.removed(ReadRow.tweets(read)), ReadRow.broken(read));
    }

    /** {@return all tweets, in any order} */
    public Dataset<Row> tweets() {
        return tweets;
    }

    /**
     * {@return the lines that are no tweets: {@code file}, {@code line}, the number of the line from 1, and {@code sentence}, which says
     * what is wrong; without a number, the whole file or the rest of it is meant}
     */
    public Dataset<Row> broken() {
        return broken;
    }

    /**
     * Brings the tweets of one author to this machine.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the timeline
     * @throws IllegalArgumentException if there is no such author
     */
    public Timeline timeline(String handle) {
        String normalized = Author.normalize(handle);
        List<Row> rows = tweets.filter(functions.col(TweetTable.HANDLE).equalTo(normalized)).collectAsList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("@%s is not among the authors of %s; TweetLake.figures() has all of them."
                    .formatted(normalized, place));
        }
        return LakeRow.timeline(rows);
    }

    /** {@return where the tweets come from} */
    @Override
    public String toString() {
        return "Tweets of " + place;
    }
}
