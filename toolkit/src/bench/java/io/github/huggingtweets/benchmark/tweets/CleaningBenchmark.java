package io.github.huggingtweets.benchmark.tweets;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast tweets are cleaned, beside a Python program that does the same with {@code re}. Python, and the toolkit with one core,
 * with two, and so on, run in processes of their own and clean the same texts in turn. The cleaned texts are compared.
 */
final class CleaningBenchmark {

    static final String PYTHON = "Python";
    private static final Path SCRIPT = Path.of("toolkit/src/bench/python/clean_tweets.py");
    private static final int WARM_UP_ROUNDS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String python;
    private final Path folder;
    private final int rounds;

    /**
     * @param python the command that starts Python
     * @param folder where files may be written
     * @param rounds the number of rounds that count, after some that do not
     */
    CleaningBenchmark(String python, Path folder, int rounds) {
        this.python = python;
        this.folder = folder;
        this.rounds = rounds;
    }

    /** {@return the name of the toolkit on a number of cores} */
    static String toolkit(int cores) {
        return cores == 1 ? "toolkit, 1 core" : "toolkit, " + cores + " cores";
    }

    /**
     * Measures.
     *
     * @param texts what to clean
     * @return the times of each round by contestant, {@value #PYTHON} first
     * @throws IOException if a contestant fails
     * @throws AssertionError if the toolkit and Python clean a text differently
     */
    Map<String, List<Time>> measure(List<String> texts) throws IOException {
        Path file = JsonLines.write(texts, folder.resolve("texts.jsonl"));
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        try {
            contestants.put(PYTHON, new Contestant(List.of(python, SCRIPT.toString(), file.toString(), results(0).toString())));
            for (int cores = 1; cores <= Runtime.getRuntime().availableProcessors(); cores *= 2) {
                contestants.put(toolkit(cores), new Contestant(JavaCommand.of(
                        CleaningWorker.class, options(cores), file.toString(), results(cores).toString())));
            }
            Map<String, List<Time>> times = Contestant.takeTurns(contestants, WARM_UP_ROUNDS, rounds);
            requireSame(texts);
            return times;
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }

    /** Fixes the garbage collector and the number of threads, which Java would choose by the number of cores. */
    static List<String> options(int cores) {
        return List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=" + cores,
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + (cores - 1));
    }

    private Path results(int cores) {
        return folder.resolve("cleaned-" + (cores == 0 ? "python" : cores) + ".jsonl");
    }

    private void requireSame(List<String> texts) throws IOException {
        try (BufferedReader ours = Files.newBufferedReader(results(1));
                BufferedReader theirs = Files.newBufferedReader(results(0))) {
            for (String text : texts) {
                String our = ours.readLine();
                String their = theirs.readLine();
                if (!JSON.readTree(our).equals(JSON.readTree(their))) {
                    throw new AssertionError("The toolkit cleans " + JSON.writeValueAsString(text) + " to " + our
                            + ", and Python to " + their + ".");
                }
            }
        }
    }
}
