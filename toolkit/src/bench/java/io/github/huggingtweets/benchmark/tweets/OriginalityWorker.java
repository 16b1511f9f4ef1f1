package io.github.huggingtweets.benchmark.tweets;

import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.originality.TrainingTweets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** The toolkit's side of the comparison: what {@code find_copies.py} does, with the same arguments and the same answers. */
final class OriginalityWorker {

    private OriginalityWorker() {}

    /**
     * Indexes all tweets, or checks all texts, for each line of the standard input.
     *
     * @param args {@code index} or {@code check}, the files of the tweets and of the texts, with a JSON string in each line, and
     *         the file for the results of a check
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        boolean checks = args[0].equals("check");
        List<String> tweets = JsonLines.read(Path.of(args[1]), String.class);
        List<String> texts = JsonLines.read(Path.of(args[2]), String.class);
        TrainingTweets index = TrainingTweets.of(checks ? tweets : List.of());
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader signals = new BufferedReader(new InputStreamReader(System.in));
        List<Copy> copies = List.of();
        while (signals.readLine() != null) {
            long clock = System.nanoTime();
            long processor = system.getProcessCpuTime();
            if (checks) {
                copies = texts.stream().map(index::copy).toList();
            } else {
                index = TrainingTweets.of(tweets);
            }
            System.out.println((System.nanoTime() - clock) / 1e9 + " " + (system.getProcessCpuTime() - processor) / 1e9);
        }
        if (checks) {
            JsonLines.write(copies.stream().map(copy -> List.of(copy.words(), copy.whole())).toList(), Path.of(args[3]));
        }
    }
}
