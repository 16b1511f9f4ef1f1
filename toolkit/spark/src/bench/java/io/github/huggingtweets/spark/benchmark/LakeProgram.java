package io.github.huggingtweets.spark.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.spark.BotFleet;
import io.github.huggingtweets.spark.Cluster;
import io.github.huggingtweets.spark.InventedFigures;
import io.github.huggingtweets.spark.InventedLake;
import io.github.huggingtweets.spark.TweetLake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The program that {@code ./lab bench spark} submits to each cluster. It does what the lines of its input say, and answers each with the
 * seconds that it took.
 */
public final class LakeProgram {

    private final SparkSession spark;

    private LakeProgram(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Works until the end of the input.
     *
     * @param args the file for what Spark counts of each piece of work
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        SparkSession spark = Cluster.session();
        TaskTotals totals = new TaskTotals();
        spark.sparkContext().addSparkListener(totals);
        LakeProgram program = new LakeProgram(spark);
        BufferedReader works = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String work = works.readLine(); work != null; work = works.readLine()) {
            spark.sparkContext().setJobGroup(totals.begin(work), work, false);
            System.out.println(program.seconds(work.split("\t")) + " 0");
        }
        spark.stop(); // waits until the totals are complete
        new ObjectMapper().writeValue(Path.of(args[0]).toFile(), totals.works());
    }

    private double seconds(String... work) {
        long start = System.nanoTime();
        Runnable after = switch (work[0]) {
            case "invent" -> invent(Integer.parseInt(work[1]), Integer.parseInt(work[2]), Path.of(work[3]), Path.of(work[4]));
            case "figures" -> figures(work[1], Path.of(work[2]));
            case "keep" -> keep(work[1], work[2]);
            case "clean" -> clean(work[1], work[2]);
            case "bots" -> bots(work[1], work[2], Path.of(work[3]));
            default -> throw new IllegalArgumentException(Arrays.toString(work));
        };
        double seconds = (System.nanoTime() - start) / 1e9;
        after.run();
        return seconds;
    }

    /** Writes a generated lake, and the figures that the generator has of each author. */
    private static Runnable invent(int authors, int tweets, Path folder, Path written) {
        InventedFigures invented = InventedLake.of(authors, tweets).write(folder);
        return () -> write(written, invented.byAuthor().entrySet().stream().map(LakeProgram::line).sorted().toList());
    }

    private static String line(Map.Entry<String, Figures> author) {
        Figures figures = author.getValue();
        return String.join("\t", author.getKey(), String.valueOf(figures.downloaded()), String.valueOf(figures.retweets()),
                String.valueOf(figures.shortTweets()), String.valueOf(figures.kept()));
    }

    private Runnable figures(String lake, Path found) {
        List<Row> rows = TweetLake.read(spark, lake).figures().collectAsList();
        return () -> write(found, rows.stream().map(LakeProgram::line).sorted().toList());
    }

    private static String line(Row row) {
        return String.join("\t", IntStream.range(0, row.size()).mapToObj(row::get).map(String::valueOf).toList());
    }

    private Runnable keep(String lake, String folder) {
        TweetLake.read(spark, lake).write(folder);
        return () -> {};
    }

    private Runnable clean(String lake, String folder) {
        TweetLake.read(spark, lake).clean().write().parquet(folder);
        return () -> {};
    }

    /** Trains a bot for each author, and writes how many tweets it learned from, and for how many seconds. */
    private Runnable bots(String lake, String folder, Path found) {
        List<Row> rows = BotFleet.train(TweetLake.read(spark, lake), tuner -> tuner.seed(1)).to(folder).table()
                .select("kept", "seconds").collectAsList();
        return () -> write(found, rows.stream().map(LakeProgram::line).toList());
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
