package io.github.huggingtweets.benchmark.tweets;

import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.sources.Author;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The toolkit's side of the comparison: what {@code clean_tweets.py} does, with the same arguments and the same answers. */
final class CleaningWorker {

    private static final Author NOBODY = new Author("nobody", "Nobody", Optional.empty());

    private CleaningWorker() {}

    /**
     * Cleans all texts for each line of the standard input.
     *
     * @param args the file of the texts, with a JSON string in each line, and the file for the cleaned texts
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        List<String> texts = JsonLines.read(Path.of(args[0]), String.class);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader signals = new BufferedReader(new InputStreamReader(System.in));
        while (signals.readLine() != null) {
            long clock = System.nanoTime();
            long processor = system.getProcessCpuTime();
            Corpus corpus = Corpus.of(NOBODY, texts, 0);
            System.out.println((System.nanoTime() - clock) / 1e9 + " " + (system.getProcessCpuTime() - processor) / 1e9);
            if (corpus.downloaded() != texts.size()) {
                throw new AssertionError("Of " + texts.size() + " texts, " + corpus.downloaded() + " were cleaned.");
            }
        }
        JsonLines.write(texts.stream().map(CleaningWorker::cleaned).toList(), Path.of(args[1]));
    }

    private static List<Object> cleaned(String text) {
        String cleaned = TweetCleaner.clean(text);
        return List.of(cleaned, TweetCleaner.cleanKeepingNewLines(text), TweetCleaner.isBoring(cleaned));
    }
}
