package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A lake as it is kept: Parquet in a folder for each shard, such as {@code shard_of_64=17}. All tweets of an author are in one shard, and
 * in it one after the other, so that those of one author are read alone: of one folder, the pages with this author. There are far
 * fewer folders than authors, since a folder and a file for each of 100,000 authors would cost more than their tweets.
 *
 * @param shards the number of shards
 */
record KeptLake(int shards) {

    private static final String PREFIX = "shard_of_";
    private static final Pattern FOLDER = Pattern.compile(PREFIX + "(\\d+)=\\d+");
    /** Spark writes this file last. */
    private static final String MARK = "_SUCCESS";

    private static final int FEWEST = 16;
    private static final int MOST = 4096;
    private static final long BYTES_OF_A_SHARD = 128 << 20;

    /** @param bytes the size of what was read to make the lake */
    static KeptLake ofSize(long bytes) {
        return new KeptLake((int) Math.max(FEWEST, Math.min(MOST, bytes / BYTES_OF_A_SHARD)));
    }

    /**
     * {@return the kept lake in a folder; empty if it holds something else}
     *
     * @throws TweetSourceException if it was not written to its end
     */
    static Optional<KeptLake> in(FileSystem system, String place) {
        try {
            Path path = new Path(place);
            if (!system.exists(path) || !system.getFileStatus(path).isDirectory()) {
                return Optional.empty();
            }
            FileStatus[] found = system.listStatus(path);
            OptionalInt shards = Arrays.stream(found).map(status -> FOLDER.matcher(status.getPath().getName()))
                    .filter(Matcher::matches).mapToInt(folder -> Integer.parseInt(folder.group(1))).findFirst();
            boolean whole = Arrays.stream(found).anyMatch(status -> status.getPath().getName().equals(MARK));
            if (shards.isPresent() && !whole) {
                throw new TweetSourceException(place + " was not written to its end; delete it, and write the lake again.");
            }
            return shards.isPresent() ? Optional.of(new KeptLake(shards.getAsInt())) : Optional.empty();
        } catch (TweetSourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // LakeFiles says what is wrong
        }
    }

    private String column() {
        return PREFIX + shards;
    }

    /** {@return whether a tweet is by an author, and in the author's shard} */
    Column isBy(String handle) {
        return functions.col(column()).equalTo(shardOf(functions.lit(handle)))
                .and(functions.col(TweetTable.HANDLE).equalTo(handle));
    }

    private Column shardOf(Column handle) {
        return functions.pmod(functions.hash(handle), functions.lit(shards));
    }

    /** {@return all tweets, with their shard} */
    Dataset<Row> read(SparkSession spark, String place) {
        return spark.read().parquet(LakeFiles.literally(place));
    }

    /**
     * Writes tweets. If that fails, nothing is left.
     *
     * @throws TweetSourceException if there is something at the place already, or if it cannot be written
     */
    void write(Dataset<Row> tweets, String place) {
        Configuration configuration = tweets.sparkSession().sparkContext().hadoopConfiguration();
        try {
            Path path = new Path(place);
            FileSystem system = FileServer.of(path, configuration);
            if (system.exists(path)) {
                throw new TweetSourceException(
                        "There is already something at " + place + "; delete it, or write the lake to another path.");
            }
            try {
                Column[] order = Stream.concat(Stream.of(functions.col(column()), functions.col(TweetTable.HANDLE)),
                        Arrays.stream(LakeRow.newestFirst())).toArray(Column[]::new);
                tweets.withColumn(column(), shardOf(functions.col(TweetTable.HANDLE)))
                        .repartition(shards, functions.col(column())).sortWithinPartitions(order)
                        .write().mode(SaveMode.ErrorIfExists).partitionBy(column()).parquet(place);
            } catch (Exception e) { // Scala throws checked exceptions without saying so
                try {
                    system.delete(path, true);
                } catch (IOException undeleted) {
                    e.addSuppressed(undeleted);
                }
                throw new TweetSourceException(("The lake can't be written to %s (%s); make room if a disk is full, or read"
                        + " the lake again if its files have changed.").formatted(place, LakeFiles.reason(e)), e);
            }
        } catch (UnsupportedFileSystemException e) {
            throw new TweetSourceException(e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) { // which Hadoop throws if there is no such machine, or no such address
            throw new TweetSourceException("%s can't be written (%s); give a path that you may write."
                    .formatted(place, LakeFiles.firstLine(e)), e);
        }
    }
}
