package io.github.huggingtweets.benchmark.lake;

import com.sun.management.OperatingSystemMXBean;
import io.github.huggingtweets.benchmark.PeakMemory;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The side of the comparison without Spark: a process that reads a file of tweets into a timeline, cleans and counts them. */
final class OneProcess {

    private OneProcess() {}

    /**
     * Reads and cleans a file for each line of the standard input, which names it.
     *
     * @param args the file for the figures of all authors, as {@link FoundFigures} has them
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            long clock = System.nanoTime();
            long processor = system.getProcessCpuTime();
            Corpus corpus = Timeline.file(Path.of(file)).clean();
            System.out.println((System.nanoTime() - clock) / 1e9 + " " + (system.getProcessCpuTime() - processor) / 1e9 + " "
                    + PeakMemory.megabytes());
            Files.write(Path.of(args[0]), corpus.authors().stream().map(author -> line(author, corpus)).sorted().toList());
        }
    }

    private static String line(Author author, Corpus corpus) {
        Figures figures = corpus.figuresOf(author.handle());
        return String.join("\t", author.handle(), String.valueOf(figures.downloaded()), String.valueOf(figures.retweets()),
                String.valueOf(figures.shortTweets()), String.valueOf(figures.kept()));
    }
}
