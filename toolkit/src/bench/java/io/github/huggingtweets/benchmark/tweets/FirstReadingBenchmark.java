package io.github.huggingtweets.benchmark.tweets;

import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a file of JSON Lines is read by a program that has just been started, beside a Python program that reads it with
 * {@code json}. Each round starts both anew, since Java compiles a program while it runs: its second reading is faster. What both
 * read is compared.
 */
final class FirstReadingBenchmark {

    private static final String TOOLKIT = "toolkit";
    private static final Path SCRIPT = Path.of("toolkit/src/bench/python/read_tweets.py");
    /** As the kernel of the notebooks has them. */
    private static final List<String> OPTIONS = List.of("-Xmx768m", "-XX:+UseSerialGC");

    private final String python;
    private final Path folder;
    private final int rounds;

    /**
     * @param python the command that starts Python
     * @param folder where files may be written
     * @param rounds the number of rounds, after one that does not count, since the file is not in memory before it
     */
    FirstReadingBenchmark(String python, Path folder, int rounds) {
        this.python = python;
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Measures.
     *
     * @param tweets a file with a tweet of X's API in each line
     * @return the times of each round by program, Python first
     * @throws IOException if a program fails
     * @throws AssertionError if the toolkit and Python read something else
     */
    Map<String, List<Time>> measure(Path tweets) throws IOException {
        Path theirs = folder.resolve("read-python.jsonl");
        Path ours = folder.resolve("read.jsonl");
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(CleaningBenchmark.PYTHON, List.of(python, SCRIPT.toString(), tweets.toString(), theirs.toString()));
        commands.put(TOOLKIT, JavaCommand.of(FirstReadingWorker.class, OPTIONS, tweets.toString(), ours.toString()));
        Map<String, List<Time>> times = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                try (Contestant program = new Contestant(command.getValue())) {
                    Time time = program.round();
                    program.finish();
                    if (round >= 0) {
                        times.computeIfAbsent(command.getKey(), name -> new ArrayList<>()).add(time);
                    }
                }
            }
        }
        requireSame(JsonLines.read(ours, List.class), JsonLines.read(theirs, List.class));
        return times;
    }

    private static void requireSame(List<?> ours, List<?> theirs) {
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            if (i >= ours.size() || i >= theirs.size() || !ours.get(i).equals(theirs.get(i))) {
                throw new AssertionError("The toolkit reads %,d tweets and Python %,d; number %,d by their ids differs."
                        .formatted(ours.size(), theirs.size(), i + 1));
            }
        }
    }
}
