package io.github.huggingtweets.benchmark.tweets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.tweets.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * How fast the ZIP of an X archive becomes a timeline, beside the speed at which Jackson only tokenizes the same bytes, unpacked
 * in memory. Both take turns, so that other load on the machine slows both alike.
 */
final class ArchiveReadingBenchmark {

    private static final String TWEETS = "data/tweets.js";
    private static final int WARM_UP_ROUNDS = 3;

    private ArchiveReadingBenchmark() {}

    /**
     * The times of the rounds, in seconds.
     *
     * @param megabytes the size of the tweets as JSON, in millions of bytes
     * @param tokenizing the times of Jackson alone
     * @param reading the times from the ZIP to the timeline
     */
    record Result(double megabytes, List<Double> tokenizing, List<Double> reading) {}

    /**
     * Measures, and writes the result.
     *
     * @param args the ZIP, with {@code data/tweets.js} as X makes it; the number of rounds, after three that do not count; and
     *     the file for the {@link Result}
     * @throws IOException if the ZIP can't be read, or the file can't be written
     */
    public static void main(String[] args) throws IOException {
        Path zip = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        byte[] list = list(zip);
        JsonFactory factory = new JsonFactory();
        Result result = new Result(list.length / 1e6, new ArrayList<>(), new ArrayList<>());
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            long start = System.nanoTime();
            tokenize(factory, list);
            long tokenized = System.nanoTime();
            Timeline.archive(zip);
            long read = System.nanoTime();
            if (round >= 0) {
                result.tokenizing().add((tokenized - start) / 1e9);
                result.reading().add((read - tokenized) / 1e9);
            }
        }
        new ObjectMapper().writeValue(Path.of(args[2]).toFile(), result);
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

}
