package io.github.huggingtweets.benchmark.tweets;

import static io.github.huggingtweets.benchmark.tweets.OriginalityBenchmark.CHECK;
import static io.github.huggingtweets.benchmark.tweets.OriginalityBenchmark.INDEX;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.benchmark.Comparison;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.JavaCommand;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.Steps;
import io.github.huggingtweets.pytorch.Processor;
import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.tweets.generated.GeneratedArchive;
import io.github.huggingtweets.tweets.generated.GeneratedFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures reading, cleaning, counting and charting tweets, and finding copies of them, and reports it: {@code ./lab bench tweets}. */
public final class TweetBenchmarks {

    /** Enough for steady times. */
    private static final int CLEANED = 200_000;
    /** The JSON of so many tweets fits into memory, where Jackson tokenizes it. */
    private static final int READ = 100_000;
    private static final int INDEXED = 100_000;
    /** About 300 MB of JSON Lines. */
    private static final int FIRST_READ = 300_000;
    private static final int SAMPLE_COPIES = 10;
    private static final String HEAP = "-Xmx2g";

    private final TweetOptions options;
    private final Report report;

    private TweetBenchmarks(TweetOptions options) {
        this.options = options;
        report = new Report("tweets", Processor.ofThisMachine());
    }

    /**
     * Measures, prints a table, and writes {@code tweets.json} and charts.
     *
     * @param args as {@link TweetOptions} says
     * @throws IOException if a file can't be written, or a program can't be run
     */
    public static void main(String[] args) throws IOException {
        try {
            new TweetBenchmarks(TweetOptions.of(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException {
        Files.createDirectories(options.folder());
        cleaning("generated tweets", texts(archive(Math.min(options.tweets(), CLEANED))));
        cleaning("tweets of the sample", Collections.nCopies(SAMPLE_COPIES, textsOf(Timeline.sample())).stream()
                .flatMap(List::stream).toList());
        originality(OriginalityBenchmark.comparable(
                Timeline.archive(archive(Math.min(options.tweets(), CLEANED))).clean().tweets()));
        firstReading(Math.min(options.tweets(), FIRST_READ));
        reading(archive(Math.min(options.tweets(), READ)));
        million(archive(options.tweets()));
        report.write(options.folder());
        System.out.print(report);
    }

    private void cleaning(String which, List<String> texts) throws IOException {
        say("Cleaning %,d %s, in Python and in Java ...", texts.size(), which);
        Map<String, List<Contestant.Time>> times =
                new CleaningBenchmark(options.python(), options.folder(), options.rounds()).measure(texts);
        report.add(new Comparison("Cleaning " + which, Quantity.perSecond(texts.size(), "tweets"), programs(times)));
    }

    private void originality(List<String> tweets) throws IOException {
        if (tweets.isEmpty()) {
            say("There are no tweets to copy from; measure with more --tweets.");
            return;
        }
        OriginalityBenchmark benchmark = new OriginalityBenchmark(options.python(), options.folder(), options.rounds(),
                tweets.subList(0, Math.min(INDEXED, tweets.size())));
        say("Finding what %,d texts copy from %,d tweets, in Python and in Java ...", benchmark.amount(CHECK),
                benchmark.amount(INDEX));
        report.add(new Comparison("Indexing training tweets", Quantity.perSecond(benchmark.amount(INDEX), "tweets"),
                programs(benchmark.measure(INDEX))));
        report.add(new Comparison("Finding what texts copy", Quantity.perSecond(benchmark.amount(CHECK), "texts"),
                programs(benchmark.measure(CHECK))));
    }

    private static List<Measured> programs(Map<String, List<Contestant.Time>> times) {
        return times.entrySet().stream()
                .map(entry -> new Measured(entry.getKey(), entry.getValue().stream().map(Contestant.Time::clock).toList()))
                .toList();
    }

    private void firstReading(int tweets) throws IOException {
        Path lines = options.folder().resolve("tweets-" + tweets + ".jsonl");
        long bytes = GeneratedArchive.of(tweets, 1).writeLines(lines).bytes();
        say("Reading a file of JSON Lines with %,d tweets, each time in a fresh JVM and a fresh Python ...", tweets);
        report.add(new Comparison("First reading of a JSON Lines file", Quantity.perSecond(bytes / 1e6, "MB"),
                programs(new FirstReadingBenchmark(options.python(), options.folder(), options.rounds()).measure(lines))));
        Files.delete(lines);
    }

    private void reading(Path archive) throws IOException {
        say("Reading an archive, and tokenizing it with Jackson ...");
        Path result = options.folder().resolve("reading.json");
        inAnotherProcess(ArchiveReadingBenchmark.class, archive.toString(), String.valueOf(options.rounds()), result.toString());
        ArchiveReadingBenchmark.Result read =
                new ObjectMapper().readValue(result.toFile(), ArchiveReadingBenchmark.Result.class);
        report.add(new Comparison("Reading the ZIP of an archive", Quantity.perSecond(read.megabytes(), "MB"), List.of(
                new Measured("Jackson's tokens alone", read.tokenizing()), new Measured("toolkit", read.reading()))));
    }

    private void million(Path archive) throws IOException {
        say("Reading, cleaning, counting and charting %,d tweets with %s ...", options.tweets(), HEAP);
        Path result = options.folder().resolve("steps.json");
        inAnotherProcess(MillionTweets.class, archive.toString(), figures(archive).toString(),
                options.folder().resolve("charts").toString(), result.toString());
        MillionTweets.Result done = new ObjectMapper().readValue(result.toFile(), MillionTweets.Result.class);
        Map<String, String> heap = new LinkedHashMap<>();
        done.heapMegabytes().forEach((step, megabytes) -> heap.put(step, Report.english("%,14d MB of heap", megabytes)));
        report.add(new Steps(Report.english("%,d tweets with %s", options.tweets(), HEAP), done.seconds(),
                Report.english("At most %,d MB in memory", done.peakMegabytes()), heap));
    }

    /** Runs a program in a new process, where earlier work has compiled nothing and takes no memory. */
    private static void inAnotherProcess(Class<?> program, String... arguments) throws IOException {
        Process process = new ProcessBuilder(JavaCommand.of(program, List.of(HEAP), arguments)).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program.getSimpleName() + " failed, as it says above.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("Interrupted", e);
        }
    }

    /** {@return an archive of so many tweets; makes it if it does not exist yet} */
    private Path archive(int tweets) throws IOException {
        Path archive = options.folder().resolve("archive-" + tweets + ".zip");
        if (!Files.exists(archive)) {
            say("Writing an archive of %,d tweets ...", tweets);
            Path beside = options.folder().resolve("archive.part");
            GeneratedFigures written = GeneratedArchive.of(tweets, 1).writeZip(beside);
            new ObjectMapper().writeValue(figures(archive).toFile(), written);
            Files.move(beside, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        return archive;
    }

    private static Path figures(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".json");
    }

    private static List<String> texts(Path archive) {
        return textsOf(Timeline.archive(archive));
    }

    private static List<String> textsOf(Timeline timeline) {
        return timeline.table().stringColumn("text").asList();
    }

    private static void say(String format, Object... values) {
        System.err.println(Report.english(format, values));
    }
}
