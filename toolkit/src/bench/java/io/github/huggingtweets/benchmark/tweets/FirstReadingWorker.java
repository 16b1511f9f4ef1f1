package io.github.huggingtweets.benchmark.tweets;

import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import tech.tablesaw.api.Table;

/** The toolkit's side of the comparison: what {@code read_tweets.py} does, with the same arguments and the same answers. */
final class FirstReadingWorker {

    private FirstReadingWorker() {}

    /**
     * Reads a file once, after a line on the standard input.
     *
     * @param args the file, with a tweet in each line, and the file for what was read
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        if (System.in.read() < 0) {
            return;
        }
        long clock = System.nanoTime();
        long processor = system.getProcessCpuTime();
        Timeline timeline = Timeline.file(Path.of(args[0]));
        System.out.println((System.nanoTime() - clock) / 1e9 + " " + (system.getProcessCpuTime() - processor) / 1e9);
        JsonLines.write(results(timeline.table()), Path.of(args[1]));
    }

    private static List<List<Object>> results(Table tweets) {
        return StreamSupport.stream(tweets.spliterator(), false)
                .map(row -> List.<Object>of(row.getString("id"), row.getString("text"), row.getInt("likes")))
                .sorted(Comparator.comparing(tweet -> (String) tweet.get(0)))
                .toList();
    }
}
