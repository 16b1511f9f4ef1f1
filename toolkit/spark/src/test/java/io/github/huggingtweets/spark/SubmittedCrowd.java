package io.github.huggingtweets.spark;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.CorpusTooSmallException;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A small program for {@code spark-submit}: it does everything that can be done with a lake in which one account has nearly all tweets, and
 * writes the sums into a file, for {@link ClusterFaultsIT}.
 */
public final class SubmittedCrowd {

    private static final String NEAR = "without near-duplicates: ";
    private static final String KEPT = "kept: ";

    private SubmittedCrowd() {}

    /** @param arguments the lake, a folder for what is kept, the base model, the file to write, and the handles to bring to the driver */
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (SparkSession spark = Cluster.session()) {
            Path folder = Path.of(arguments[1]);
            TweetLake lake = TweetLake.read(spark, arguments[0]);
            List<String> lines = new ArrayList<>();
            lines.addAll(figures("", lake));
            log("figures", begin);
            lines.addAll(texts(lake));
            log("clean", begin);
            lines.addAll(figures(NEAR, lake.withoutNearDuplicates()));
            log("near-duplicates", begin);
            TweetLake kept = lake.write(folder.resolve("kept").toString());
            log("write", begin);
            lines.addAll(figures(KEPT, kept));
            for (String handle : List.of(arguments).subList(4, arguments.length)) {
                lines.addAll(of(kept.timeline(handle)));
                log("timeline of " + handle, begin);
            }
            BotFleet fleet =
                    BotFleet.train(kept, tuner -> tuner.base(Path.of(arguments[2])).holdOut(0.02).evaluateEvery(1).patience(1)
                            .learningRate(0.5).warmUp(0).seed(3).device("cpu")).to(folder.resolve("bots").toString());
            log("train", begin);
            lines.addAll(sorted(fleet.table().select("handle", "downloaded", "kept", "sentence")));
            Files.write(Path.of(arguments[3]), lines);
        }
    }

    private static void log(String step, long begin) {
        System.out.printf("%.1f s: %s%n", (System.nanoTime() - begin) / 1e9, step);
    }

    private static List<String> figures(String title, TweetLake lake) {
        return sorted(lake.figures()).stream().map(line -> title + line).toList();
    }

    private static List<String> texts(TweetLake lake) {
        UDF1<String, Long> sum = SubmittedCrowd::sum;
        return sorted(lake.clean().groupBy("handle")
                .agg(functions.sum(functions.udf(sum, DataTypes.LongType).apply(functions.col("text")))));
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private static long sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private static List<String> of(Timeline timeline) {
        return List.of(timeline.toString(), timeline.clean().sha256());
    }

    /**
     * {@return what the program writes if each account gets a bot, without Spark}
     *
     * @param files each with other accounts, the only files of the lake
     * @param handles of the accounts that come to the driver
     */
    static List<String> onALaptop(List<Path> files, List<String> handles) {
        List<String> figures = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> near = new ArrayList<>();
        List<String> bots = new ArrayList<>();
        Map<String, List<String>> single = new HashMap<>();
        for (Path file : files) {
            Timeline timeline = Timeline.file(file);
            Corpus corpus = timeline.clean();
            for (Author author : timeline.authors()) {
                String handle = author.handle();
                Figures own = corpus.figuresOf(handle);
                figures.add(line(handle, own));
                texts.add("[%s,%d]".formatted(handle, corpus.tweetsOf(handle).stream().mapToLong(SubmittedCrowd::sum).sum()));
                near.add(line(handle, timeline.by(handle).withoutNearDuplicates().clean().figures()));
                bots.add("[%s,%d,%d,%s]".formatted(handle, own.downloaded(), own.kept(), sentence(timeline.by(handle).clean())));
                if (handles.contains(handle)) {
                    single.put(handle, of(timeline.by(handle)));
                }
            }
        }
        return Stream.of(figures.stream().sorted(), texts.stream().sorted(), near.stream().sorted().map(NEAR::concat),
                figures.stream().sorted().map(KEPT::concat), handles.stream().map(single::get).flatMap(List::stream),
                bots.stream().sorted()).flatMap(lines -> lines).toList();
    }

    /** {@return why there is no bot; null if there is one} */
    private static String sentence(Corpus corpus) {
        try {
            corpus.requireTrainable();
            return null;
        } catch (CorpusTooSmallException e) {
            return e.getMessage();
        }
    }

    /** {@return the row of an author's figures, as Spark prints it} */
    static String line(String handle, Figures own) {
        return "[%s,%d,%d,%d,%d]".formatted(handle, own.downloaded(), own.retweets(), own.shortTweets(), own.kept());
    }
}
