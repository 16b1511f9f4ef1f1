package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.tweets.RowFilter;
import io.github.huggingtweets.tweets.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

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
 * <p>Tweets of the same author, id and text count once, as in a timeline, even if they are in several files. The filters keep what those
 * of a {@link Timeline} keep, of the same name.
 *
 * <p>A lake does not change, and nothing is read before a result is needed, except the beginning of each file. As with any dataset of
 * Spark's, each result reads the files again; {@link #write} keeps a lake that is used often.
 */
public final class TweetLake {

    private final String place;
    private final Dataset<Row> rows;
    private final Dataset<Row> broken;
    private final Optional<KeptLake> kept;
    private final long bytes;

    private TweetLake(String place, Dataset<Row> rows, Dataset<Row> broken, Optional<KeptLake> kept, long bytes) {
        this.place = place;
        this.rows = rows;
        this.broken = broken;
        this.kept = kept;
        this.bytes = bytes;
    }

    // ------------------------------------------------------------------------------------------------ sources

    /**
     * Reads the tweets of files, or a lake that {@link #write} has written. The files are those that
     * {@link Timeline#file(java.nio.file.Path)} recognizes, and Parquet with the columns of {@link Timeline#table()}, of which only the
     * handle and the text must be there. Spark splits JSON Lines that are not packed and Parquet; any other file is read by one task.
     *
     * <p>A date such as {@code 3/4/2020}, or a number such as {@code 1.234}, needs other lines that show how it is meant. In JSON Lines
     * that Spark splits, these must be among the first 1,000; otherwise the lines with such values are broken.
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
     * @param columns what each column means, and how to read the files; broken lines are always set aside. The columns of Parquet have
     *        the names of those of {@link Timeline#table()}.
     * @return the lake
     * @throws TweetSourceException if there are no files, if one of them is in another format, if its columns are not recognized, or if
     *         a file names no authors
     */
    public static TweetLake read(SparkSession spark, String place, FileColumns columns) {
        FileSystem system = LakeFiles.system(spark, place);
        Optional<KeptLake> kept = KeptLake.in(system, place);
        LakeFiles files = kept.isPresent() ? LakeFiles.ofKept(system, place) : LakeFiles.at(spark, system, place, columns);
        if (kept.isPresent()) {
            Dataset<Row> none = ReadRow.broken(spark.createDataFrame(List.of(), ReadRow.SCHEMA));
            return new TweetLake(place, kept.get().read(spark, place), none, kept, files.size());
        }
        List<Dataset<Row>> read = new ArrayList<>();
        List<String> lines = files.of(LakeFile.Kind.LINES).stream().map(LakeFile::path).toList();
        if (!lines.isEmpty()) {
            read.add(LineTweets.read(spark, lines, columns, files.forms()));
        }
        List<LakeFile> texts = files.of(LakeFile.Kind.TEXT);
        if (!texts.isEmpty()) {
            read.add(FileTweets.read(spark, texts, columns));
        }
        List<LakeFile> parquet = files.of(LakeFile.Kind.PARQUET);
        if (!parquet.isEmpty()) {
            // Spark finds columns in the names of folders if it gets the folder
            String[] paths = read.isEmpty() ? new String[] {place}
                    : parquet.stream().map(file -> LakeFiles.literally(file.path())).toArray(String[]::new);
            read.add(ParquetTweets.read(place, spark.read().parquet(paths)));
        }
        Dataset<Row> all = read.stream().reduce(Dataset::union).orElseThrow();
        return new TweetLake(place, Duplicates.removed(ReadRow.tweets(all)), ReadRow.broken(all), kept, files.size());
    }

    // ------------------------------------------------------------------------------------------------ filters

    private TweetLake with(Dataset<Row> others) {
        return new TweetLake(place, others, broken, kept, bytes);
    }

    private <T> TweetLake keeping(RowFilter<T> filter) {
        boolean isString = Arrays.asList(rows.schema().fields()).get(rows.schema().fieldIndex(filter.column())).dataType()
                .equals(DataTypes.StringType);
        UDF1<T, Boolean> test = filter.test()::keeps;
        Column value = functions.col(filter.column());
        return with(rows.filter(functions.udf(test, DataTypes.BooleanType)
                .apply(isString ? functions.coalesce(value, functions.lit("")) : value)));
    }

    /**
     * Keeps the tweets from a day on, in UTC.
     *
     * @param day the first day
     * @return the tweets that {@link Timeline#since(LocalDate)} keeps
     */
    public TweetLake since(LocalDate day) {
        return keeping(RowFilter.since(day));
    }

    /**
     * Keeps the tweets from a day on, in UTC.
     *
     * @param day a day such as {@code 2023-05-31}, or a month or a year, which means its first day
     * @return the tweets that {@link Timeline#since(String)} keeps
     * @throws IllegalArgumentException if the text is none of these
     */
    public TweetLake since(String day) {
        return keeping(RowFilter.since(day));
    }

    /**
     * Keeps the tweets up to a day, in UTC, including this day.
     *
     * @param day the last day
     * @return the tweets that {@link Timeline#until(LocalDate)} keeps
     */
    public TweetLake until(LocalDate day) {
        return keeping(RowFilter.until(day));
    }

    /**
     * Keeps the tweets up to a day, in UTC, including this day.
     *
     * @param day a day such as {@code 2023-05-31}, or a month or a year, which means its last day
     * @return the tweets that {@link Timeline#until(String)} keeps
     * @throws IllegalArgumentException if the text is none of these
     */
    public TweetLake until(String day) {
        return keeping(RowFilter.until(day));
    }

    /**
     * Keeps the tweets in one of some languages.
     *
     * @param codes BCP 47 codes
     * @return the tweets that {@link Timeline#inLanguage} keeps
     * @throws IllegalArgumentException if there is no code, or one that no language has
     */
    public TweetLake inLanguage(String... codes) {
        return keeping(RowFilter.inLanguage(codes));
    }

    /**
     * Keeps the tweets with enough likes.
     *
     * @param likes the smallest number of likes
     * @return the tweets that {@link Timeline#atLeastLikes} keeps
     */
    public TweetLake atLeastLikes(int likes) {
        return keeping(RowFilter.atLeastLikes(likes));
    }

    /**
     * Keeps the tweets that were retweeted often enough.
     *
     * @param retweets the smallest number of retweets
     * @return the tweets that {@link Timeline#atLeastRetweets} keeps
     */
    public TweetLake atLeastRetweets(int retweets) {
        return keeping(RowFilter.atLeastRetweets(retweets));
    }

    /** {@return the tweets that are not replies} */
    public TweetLake withoutReplies() {
        return keeping(RowFilter.withoutReplies());
    }

    /** {@return the tweets that are replies} */
    public TweetLake onlyReplies() {
        return keeping(RowFilter.onlyReplies());
    }

    /** {@return the tweets that the authors wrote themselves} */
    public TweetLake withoutRetweets() {
        return keeping(RowFilter.withoutRetweets());
    }

    /** {@return the tweets that somebody else wrote} */
    public TweetLake onlyRetweets() {
        return keeping(RowFilter.onlyRetweets());
    }

    /** {@return the tweets without a link} */
    public TweetLake withoutLinks() {
        return keeping(RowFilter.withoutLinks());
    }

    /** {@return the tweets with a link} */
    public TweetLake onlyWithLinks() {
        return keeping(RowFilter.onlyWithLinks());
    }

    /**
     * Keeps the tweets that contain at least one of some words.
     *
     * @param words words, hashtags or phrases, in any case
     * @return the tweets that {@link Timeline#containing} keeps
     * @throws IllegalArgumentException if there is no word, or an empty one
     */
    public TweetLake containing(String... words) {
        return keeping(RowFilter.containing(words));
    }

    /**
     * Keeps the tweets in which a regular expression matches somewhere.
     *
     * @param pattern what to look for in the text
     * @return the tweets with a match
     */
    public TweetLake matching(Pattern pattern) {
        return keeping(RowFilter.matching(pattern));
    }

    /**
     * Keeps the tweets in which a regular expression matches somewhere.
     *
     * @param regex what to look for in the text, in the syntax of {@link Pattern}
     * @return the tweets with a match
     * @throws IllegalArgumentException if it is not a regular expression
     */
    public TweetLake matching(String regex) {
        return keeping(RowFilter.matching(regex));
    }

    /**
     * Keeps the tweets of some authors.
     *
     * @param handles their handles, with or without the {@code @}, in any case; one that nobody has keeps nothing
     * @return the tweets of these authors
     * @throws IllegalArgumentException if there is no handle
     */
    public TweetLake by(String... handles) {
        if (handles.length == 0) {
            throw new IllegalArgumentException("There is nothing to choose by; give a handle.");
        }
        return with(rows.filter(Arrays.stream(handles).map(Author::normalize).distinct().map(this::isBy).reduce(Column::or)
                .orElseThrow()));
    }

    private Column isBy(String handle) {
        return kept.map(lake -> lake.isBy(handle)).orElseGet(() -> functions.col(TweetTable.HANDLE).equalTo(handle));
    }

    /**
     * Keeps the tweets that a condition of Spark's holds for, as in {@code lake.where(col("likes").gt(5).or(col("retweets").gt(5)))}.
     *
     * @param condition a condition on the columns above
     * @return the tweets for which it is true
     */
    public TweetLake where(Column condition) {
        return with(rows.filter(condition));
    }

    /**
     * Leaves out the tweets of an author whose text is that of a newer one of the same author, apart from links, mentions and white
     * space.
     *
     * @return the tweets that {@link Timeline#withoutNearDuplicates} keeps of each author
     */
    public TweetLake withoutNearDuplicates() {
        return with(Duplicates.nearOnesRemoved(rows));
    }

    // ------------------------------------------------------------------------------------------------ results

    /** {@return all tweets, in any order, with the columns above} */
    public Dataset<Row> tweets() {
        return rows.select(Arrays.stream(LakeRow.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new));
    }

    /**
     * {@return the lines that are no tweets: {@code file}, {@code line}, the number of the line from 1, and {@code sentence}, which says
     * what is wrong; without a number, the whole file or the rest of it is meant. Filters do not change them.}
     */
    public Dataset<Row> broken() {
        return broken;
    }

    /**
     * {@return the tweets that a model learns from, in any order: {@code handle}, {@code id}, {@code time}, and {@code text}, cleaned; of
     * each author the same texts as {@link Timeline#clean()} keeps}
     */
    public Dataset<Row> clean() {
        return LakeCleaning.cleaned(rows);
    }

    /**
     * {@return the four {@link io.github.huggingtweets.corpus.Figures} of each author, in any order: {@code handle},
     * {@code downloaded}, {@code retweets}, {@code shortTweets} and {@code kept}}
     */
    public Dataset<Row> figures() {
        return LakeCleaning.figures(rows);
    }

    /** {@return the charts of this lake} */
    public LakeCharts chart() {
        return new LakeCharts(this);
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
        // one partition comes packed, and is unpacked row by row: of rows, all of them would take more memory than the timeline
        Iterator<Row> found = by(handle).tweets().repartition(1).sortWithinPartitions(LakeRow.FILE, LakeRow.POSITION)
                .toLocalIterator();
        if (!found.hasNext()) {
            throw new IllegalArgumentException("@%s is not among the authors of %s; TweetLake.figures() has all of them."
                    .formatted(normalized, place));
        }
        return LakeRow.timeline(found);
    }

    /**
     * Keeps this lake as Parquet, so that {@link #timeline} reads the tweets of one author alone, and nothing has to be recognized,
     * or compared, again. Broken lines are not kept.
     *
     * @param path a folder that is not there yet
     * @return the kept lake, which {@link #read(SparkSession, String)} reads, too
     * @throws TweetSourceException if there is something at the path already, or if it cannot be written
     */
    public TweetLake write(String path) {
        KeptLake.ofSize(bytes).write(tweets(), path);
        return read(rows.sparkSession(), path);
    }

    /** {@return where the tweets come from} */
    @Override
    public String toString() {
        return "Tweets of " + place;
    }
}
