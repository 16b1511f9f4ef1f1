package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.sources.file.TweetLines;
import io.github.huggingtweets.sources.file.TweetReceiver;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads JSON Lines, which Spark splits where it likes: each line is read by itself. */
final class LineTweets implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;

    /** A line has at most 64 MB, and so has fewer tweets than this. */
    private static final int TWEETS_OF_A_LINE = 1 << 23;

    private final FileColumns columns;
    private final HashMap<String, FileColumns> formsOfFiles;

    private LineTweets(FileColumns columns, Map<String, FileColumns> formsOfFiles) {
        this.columns = columns;
        this.formsOfFiles = new HashMap<>(formsOfFiles);
    }

    /**
     * Reads files.
     *
     * @param files their paths
     * @param columns what the user says about them
     * @param formsOfFiles the columns of the files whose beginning shows the form of dates or numbers
     * @return the rows of {@link ReadRow}
     */
    static Dataset<Row> read(SparkSession spark, List<String> files, FileColumns columns, Map<String, FileColumns> formsOfFiles) {
        return spark.read().format(LineFormat.class.getName())
                .load(files.stream().map(LakeFiles::literally).toArray(String[]::new))
                .select(functions.col("value"), functions.col("_metadata.file_path"),
                        functions.col("_metadata.file_block_start"))
                .mapPartitions(new LineTweets(columns, formsOfFiles), Encoders.row(ReadRow.SCHEMA));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Reading(lines);
    }

    /** The tweets of a task, which has some splits one after the other. */
    private final class Reading implements Iterator<Row>, TweetReceiver {

        private final Iterator<Row> lines;
        private final Queue<Row> read = new ArrayDeque<>();
        private String address = "";
        private String file = "";
        private long split = -1;
        private long line;
        private int tweets;
        private TweetLines reader;

        Reading(Iterator<Row> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && lines.hasNext()) {
                readNext(lines.next());
            }
            if (read.isEmpty() && split >= 0) {
                endSplit();
            }
            return !read.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.remove();
        }

        private void readNext(Row next) {
            if (split != next.getLong(2) || !address.equals(next.getString(1))) {
                if (split >= 0) {
                    endSplit();
                }
                begin(next.getString(1), next.getLong(2));
            }
            line++;
            tweets = 0;
            reader.read(next.getAs(0), line);
        }

        private void begin(String newAddress, long start) {
            if (!address.equals(newAddress)) {
                address = newAddress;
                file = new Path(URI.create(newAddress)).toString();
                reader = new TweetLines(formsOfFiles.getOrDefault(file, columns), this);
            }
            split = start;
            line = 0;
        }

        private void endSplit() {
            read.add(ReadRow.lines(file, split, line));
            split = -1;
        }

        /** A split has fewer lines than bytes, so that the sum of both grows from line to line of the file. */
        @Override
        public void add(Tweet tweet, Signature signature) {
            read.add(ReadRow.tweet(tweet, signature, file, (split + line) * TWEETS_OF_A_LINE + tweets++));
        }

        @Override
        public void broken(long number, String damage) {
            read.add(ReadRow.broken(file, split, number, damage));
        }
    }
}
