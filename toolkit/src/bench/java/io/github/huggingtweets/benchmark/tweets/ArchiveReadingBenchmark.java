package io.github.huggingtweets.benchmark.tweets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipFile;

/**
 * How fast the ZIP of an X archive becomes a timeline, beside the speed at which Jackson merely tokenizes the same bytes,
 * unpacked, out of memory. Both take turns, so that other load on the machine slows both alike.
 */
public final class ArchiveReadingBenchmark {

    private static final String TWEETS = "data/tweets.js";
    private static final int WARM_UP_ROUNDS = 3;

    private ArchiveReadingBenchmark() {}

    /**
     * The results: medians over the rounds.
     *
     * @param megabytes the size of the tweets as JSON, in millions of bytes
     * @param tweets the number of tweets
     * @param tokenizing the speed of Jackson alone, in MB/s
     * @param reading the speed from the ZIP to the timeline, in MB/s of JSON
     * @param cores the number of cores that Java could use
     */
    public record Result(double megabytes, int tweets, double tokenizing, double reading, int cores) {

        /** {@return the speed of reading as a share of that of tokenizing} */
        public double ratio() {
            return reading / tokenizing;
        }

        @Override
        public String toString() {
            return String.format(Locale.ENGLISH, "%,d tweets, %.0f MB, %d cores: Jackson tokenizes %.0f MB/s, "
                    + "Timeline.archive reads %.0f MB/s, which is %.2f of it", tweets, megabytes, cores, tokenizing, reading,
                    ratio());
        }
    }

    /**
     * Measures, and prints and writes the result.
     *
     * @param args the ZIP, the number of rounds, and the file for the {@link Result}
     * @throws IOException if the ZIP can't be read, or the file can't be written
     */
    public static void main(String[] args) throws IOException {
        Result result = measure(Path.of(args[0]), Integer.parseInt(args[1]));
        System.err.println(result);
        new ObjectMapper().writeValue(Path.of(args[2]).toFile(), result);
    }

    /**
     * Measures both speeds.
     *
     * @param zip an archive with {@code data/tweets.js} as X makes it
     * @param rounds how often each is measured, after three rounds that do not count
     * @return the medians
     * @throws IOException if the ZIP can't be read
     */
    public static Result measure(Path zip, int rounds) throws IOException {
        byte[] list = list(zip);
        JsonFactory factory = new JsonFactory();
        double megabytes = list.length / 1e6;
        double[] tokenizing = new double[rounds];
        double[] reading = new double[rounds];
        int tweets = 0;
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            long start = System.nanoTime();
            tokenize(factory, list);
            long tokenized = System.nanoTime();
            tweets = Timeline.archive(zip).size();
            long read = System.nanoTime();
            if (round >= 0) {
                tokenizing[round] = megabytes * 1e9 / (tokenized - start);
                reading[round] = megabytes * 1e9 / (read - tokenized);
            }
        }
        return new Result(megabytes, tweets, median(tokenizing), median(reading), Runtime.getRuntime().availableProcessors());
    }

    /** {@return the bytes of the JSON list of tweets} */
    private static byte[] list(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile()); InputStream script = file.getInputStream(file.getEntry(TWEETS))) {
            int skipped = script.read();
            while (skipped != '=') {
                skipped = script.read();
            }
            ByteArrayOutputStream list = new ByteArrayOutputStream(1 << 20);
            script.transferTo(list);
            return list.toByteArray();
        }
    }

    private static void tokenize(JsonFactory factory, byte[] json) throws IOException {
        try (JsonParser parser = factory.createParser(json)) {
            while (parser.nextToken() != null) {
                // tokenizing alone is measured
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
