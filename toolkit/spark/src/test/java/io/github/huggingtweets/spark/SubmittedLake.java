package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A small program for {@code spark-submit}: it writes what it finds in a lake into a file, for {@link ClusterIT} to compare. */
public final class SubmittedLake {

    private SubmittedLake() {}

    /** @param arguments the lake, and the file to write */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = Cluster.session()) {
            TweetLake lake = TweetLake.read(spark, arguments[0]);
            List<String> figures = lake.figures().collectAsList().stream()
                    .map(row -> row.getString(0) + " " + row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " "
                            + row.getLong(4))
                    .sorted().toList();
            List<String> texts = lake.clean().collectAsList().stream()
                    .map(row -> row.getAs(TweetTable.HANDLE) + " " + row.getAs(TweetTable.TEXT)).sorted().toList();
            List<String> broken = lake.broken().orderBy("line").collectAsList().stream().map(row -> row.getString(2)).toList();
            Files.write(Path.of(arguments[1]),
                    Stream.of(figures, texts, of(lake.timeline("@user1")), broken).flatMap(List::stream).toList());
        }
    }

    /** {@return lines that need the libraries which Spark has in other versions: words and emoji by ICU, redaction, raw tweets as JSON} */
    static List<String> of(Timeline timeline) {
        return List.of(timeline.toString(), timeline.clean().redact().sha256(), timeline.clean().rawTweets().sha256(),
                Words.of(timeline).words().top(20).toString(),
                Words.of(timeline).emoji().top(20).toString());
    }

    /** {@return what the program writes of a lake of one file without broken lines, without Spark} */
    static List<String> onALaptop(Path file) {
        return onALaptop(Timeline.file(file));
    }

    /** {@return what the program writes of tweets, without Spark} */
    static List<String> onALaptop(Timeline timeline) {
        var corpus = timeline.clean();
        List<String> figures = corpus.authors().stream().map(author -> {
            var own = corpus.figuresOf(author.handle());
            return author.handle() + " " + own.downloaded() + " " + own.retweets() + " " + own.shortTweets() + " " + own.kept();
        }).sorted().toList();
        List<String> texts = corpus.authors().stream()
                .flatMap(author -> corpus.tweetsOf(author.handle()).stream().map(text -> author.handle() + " " + text)).sorted()
                .toList();
        return Stream.of(figures, texts, of(timeline.by("user1"))).flatMap(List::stream)
                .flatMap(String::lines).toList();
    }
}
