package io.github.huggingtweets.spark;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small program for {@code spark-submit}: it trains a fleet, and writes what is known of it into a file, for {@link ClusterIT}. */
public final class SubmittedFleet {

    private static final int THREADS = 1; // spark.task.cpus by default
    private static final int TWEETS = 2;

    private SubmittedFleet() {}

    /** @param arguments the lake, the folder of the bots, and the file to write */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = Cluster.session()) {
            BotFleet fleet = BotFleet.train(TweetLake.read(spark, arguments[0]), SubmittedFleet::settings).to(arguments[1]);
            List<String> lines = new ArrayList<>();
            for (Row row : fleet.table().collectAsList()) {
                lines.add(row.getAs("sentence") != null ? row.getAs("handle") + ": " + row.getAs("sentence")
                        : line(row.getAs("handle"), row.getAs("kept"), row.getAs("perplexityBefore"),
                                row.getAs("perplexityAfter"),
                                Path.of(arguments[1])));
            }
            lines.add(fleet.generate("", TWEETS).filter("text is not null").count() + " tweets");
            Files.write(Path.of(arguments[2]), lines);
        }
    }

    private static FineTuner settings(FineTuner tuner) {
        return tuner.epochs(1).dropout(0.1).holdOut(0.2).seed(8);
    }

    private static String line(String handle, long kept, double before, double after, Path bots) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(bots.resolve(handle).resolve("model.safetensors")));
        return "%s %d %s %s %x".formatted(handle, kept, before, after, sum.getValue());
    }

    /**
     * {@return what the program writes of a lake of one file, without Spark}
     *
     * @param made the folder of the bots that the program has made
     * @param folder where to put the bots
     */
    static List<String> onALaptop(Path file, Path made, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String handle : Timeline.file(file).authors().stream().map(author -> author.handle()).sorted().toList()) {
            Corpus corpus = Timeline.file(file).by(handle).clean();
            try (Bot bot = PyTorch.withThreads(THREADS,
                    () -> settings(FineTuner.on(corpus)).device("cpu").listener(progress -> {}).train())) {
                bot.save(folder.resolve(handle));
                lines.add(line(handle, corpus.kept(), bot.run().perplexityBefore().orElseThrow(),
                        bot.run().perplexityAfter().orElseThrow(), folder));
            }
            if (!Files.isRegularFile(made.resolve(handle).resolve("run.json"))) {
                throw new IOException("There is no record of the bot of " + handle);
            }
        }
        lines.add(TWEETS * lines.size() + " tweets");
        return lines;
    }
}
