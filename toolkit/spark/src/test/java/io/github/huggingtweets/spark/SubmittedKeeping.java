package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small program for {@code spark-submit}: it keeps a lake, and writes into a file how that went, for {@link ClusterFaultsIT}. */
public final class SubmittedKeeping {

    private SubmittedKeeping() {}

    /** @param arguments the lake, the path to keep it at, and the file to write */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = Cluster.session()) {
            List<String> outcome;
            try {
                outcome = TweetLake.read(spark, arguments[0]).write(arguments[1]).figures().collectAsList().stream()
                        .map(Row::toString)
                        .sorted().toList();
            } catch (TweetSourceException e) {
                outcome = List.of(e.getMessage());
            }
            Files.write(Path.of(arguments[2]), outcome);
        }
    }
}
