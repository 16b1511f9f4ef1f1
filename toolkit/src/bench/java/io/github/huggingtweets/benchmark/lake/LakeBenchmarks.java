package io.github.huggingtweets.benchmark.lake;

import io.github.huggingtweets.benchmark.Comparison;
import io.github.huggingtweets.benchmark.Contestant;
import io.github.huggingtweets.benchmark.Contestant.Time;
import io.github.huggingtweets.benchmark.JavaCommand;
import io.github.huggingtweets.benchmark.Measured;
import io.github.huggingtweets.benchmark.Quantity;
import io.github.huggingtweets.benchmark.Report;
import io.github.huggingtweets.benchmark.Target;
import io.github.huggingtweets.benchmark.lake.ClusterProgram.Totals;
import io.github.huggingtweets.pytorch.Processor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Measures how fast a lake of tweets is cleaned and counted on one worker, on two, and without Spark, and what an author costs, and
 * reports it: {@code ./lab bench spark}.
 */
public final class LakeBenchmarks {

    private static final String ONE = "one worker";
    private static final String TWO = "two workers";
    private static final int WARM_UP_TWEETS = 200_000;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int TWEETS_OF_A_BOT = 1_000;
    /** What a timeline and its corpus take of the heap for a tweet, and for nothing. */
    private static final int HEAP_BYTES_OF_A_TWEET = 800;
    private static final int HEAP_MEGABYTES = 500;

    private static final double TWO_OVER_ONE = 1.6;
    /** An author costs nothing: the slowest number of authors takes at most 1.25 times the time of the fastest. */
    private static final double FLAT = 0.8;

    private final LakeOptions options;
    private final Report report = new Report("spark", Processor.ofThisMachine());
    private final ClusterProgram one;
    private final ClusterProgram two;

    private LakeBenchmarks(LakeOptions options, ClusterProgram one, ClusterProgram two) {
        this.options = options;
        this.one = one;
        this.two = two;
    }

    /**
     * Measures, prints a table, and writes {@code spark.json} and charts.
     *
     * @param args as {@link LakeOptions} says
     * @throws IOException if a file can't be written, or a program can't be run
     */
    public static void main(String[] args) throws IOException {
        LakeOptions options;
        try {
            options = LakeOptions.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (options.clusters().toString().isEmpty()) {
            return; // ./lab only asked whether the options are right, before it starts clusters
        }
        Files.createDirectories(options.folder());
        try (ClusterProgram one = new ClusterProgram(ONE, options.clusters().resolve("1"), options);
                ClusterProgram two = new ClusterProgram(TWO, options.clusters().resolve("2"), options)) {
            new LakeBenchmarks(options, one, two).run();
        }
    }

    private void run() throws IOException {
        Lake warmUp = lake(Math.min(options.tweets(), WARM_UP_TWEETS), LakeOptions.ACCOUNTS);
        say("Warming up ...");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            one.figures(warmUp);
            two.figures(warmUp);
        }
        int medium = Math.min(options.tweets(), LakeOptions.MEDIUM);
        Lake large = lake(options.tweets(), LakeOptions.ACCOUNTS);
        large(warmUp, large);
        byNumberOfAuthors(medium);
        forms(lake(medium, LakeOptions.ACCOUNTS));
        memory();
        report.write(options.folder()); // so that nothing is lost if a bot cannot be trained
        bot(Math.min(TWEETS_OF_A_BOT, medium)); // after that, since PyTorch takes memory beside the heap
        counted(ONE, one.finish(), large);
        counted(TWO, two.finish(), large);
        report.note(options.cores().isEmpty()
                ? "This system binds no process to a core, so that one worker may use more than one."
                : "Each worker and its executor are bound to one core; the driver is not.");
        report.write(options.folder());
        System.out.print(report);
    }

    /** The large lake, on one worker, on two, and in one process of the toolkit. */
    private void large(Lake warmUp, Lake lake) throws IOException {
        int heap = (int) (HEAP_MEGABYTES + (long) lake.tweets() * HEAP_BYTES_OF_A_TWEET / 1_000_000);
        String onOneCore = "one process of the toolkit on one core, %.1f GB of heap".formatted(heap / 1e3);
        String onAll = "the same on all cores";
        say("Cleaning and counting %,d tweets of %,d authors on one worker, on two, and in one process of the toolkit ...",
                lake.tweets(), LakeOptions.ACCOUNTS);
        Path small = joined(warmUp);
        Path whole = joined(lake);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            add(seconds, onOneCore, alone(lake, small, whole, heap, options.onCores(1), "one core").clock());
            add(seconds, onAll, alone(lake, small, whole, heap, List.of(), "all cores").clock());
            add(seconds, ONE, one.figures(lake).clock());
            add(seconds, TWO, two.figures(lake).clock());
            requireSame(lake, "one core", "all cores", ONE, TWO);
        }
        Files.delete(small);
        Files.deleteIfExists(whole); // of few tweets it is the same file
        Quantity tweets = Quantity.perSecond(lake.tweets(), "tweets");
        report.add(new Comparison("Cleaning and counting, one worker and two", tweets, measured(seconds, ONE, TWO),
                Optional.of(Target.atLeast(TWO_OVER_ONE))));
        report.add(new Comparison("The same beside one process", tweets, measured(seconds, onOneCore, onAll, ONE, TWO)));
    }

    /** Runs a new process, which leaves its memory to the others when it is done. */
    private Time alone(Lake lake, Path warmUp, Path whole, int heap, List<String> cores, String name) throws IOException {
        List<String> command = new ArrayList<>(cores);
        List<String> java = cores.isEmpty() ? List.of("-Xmx" + heap + "m") : List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC");
        command.addAll(JavaCommand.of(OneProcess.class, java, lake.found(name).toString()));
        try (Contestant process = new Contestant(command)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                process.round(warmUp.toString());
            }
            Time time = process.round(whole.toString());
            process.finish();
            return time;
        }
    }

    /** Lakes of as many tweets, but of more and more authors. */
    private void byNumberOfAuthors(int tweets) throws IOException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        List<Lake> lakes = new ArrayList<>();
        for (int authors : options.authors()) {
            lakes.add(lake(tweets, authors));
        }
        say("Cleaning and counting %,d tweets of few authors and of many ...", tweets);
        for (int round = 0; round < options.rounds(); round++) {
            for (Lake lake : lakes) {
                add(seconds, Report.english("%,d authors", lake.authors()), two.figures(lake).clock());
                requireSame(lake, TWO);
            }
        }
        List<Measured> fastestFirst = measured(seconds, seconds.keySet().toArray(String[]::new)).stream()
                .sorted(Comparator.comparingDouble(Measured::median)).toList();
        report.add(new Comparison("By number of authors, two workers", Quantity.perSecond(tweets, "tweets"), fastestFirst,
                fastestFirst.size() > 1 ? Optional.of(Target.atLeast(FLAT)) : Optional.empty()));
    }

    /** The same tweets as lines, packed, and kept by the toolkit; and what it takes to write them. */
    private void forms(Lake lake) throws IOException {
        Path packed = lake.beside("packed");
        Path kept = lake.beside("kept");
        Path clean = lake.beside("clean");
        say("Reading and writing other forms of %,d tweets ...", lake.tweets());
        pack(lake, packed);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            Lake.delete(kept);
            Lake.delete(clean);
            add(seconds, "counting JSON Lines", two.figures(lake).clock());
            requireSame(lake, TWO);
            add(seconds, "counting packed JSON Lines", two.figures(lake, packed).clock());
            requireSame(lake, TWO);
            add(seconds, "keeping the lake as Parquet", two.round("keep", lake.folder().toString(), kept.toString()).clock());
            add(seconds, "counting the kept lake", two.figures(lake, kept).clock());
            requireSame(lake, TWO);
            add(seconds, "writing the clean texts of the kept lake",
                    two.round("clean", kept.toString(), clean.toString()).clock());
        }
        report.add(new Comparison("Forms of a lake, two workers", Quantity.perSecond(lake.tweets(), "tweets"),
                measured(seconds, seconds.keySet().toArray(String[]::new))));
        double tweets = lake.tweets();
        report.note(
                "A tweet takes %.0f bytes of a disk as a line of JSON, %.0f packed with gzip, %.0f in a kept lake, and %.0f as a"
                        + " clean text in Parquet.",
                Lake.bytesIn(lake.folder()) / tweets, Lake.bytesIn(packed) / tweets,
                Lake.bytesIn(kept) / tweets, Lake.bytesIn(clean) / tweets);
        Lake.delete(packed);
        Lake.delete(kept);
        Lake.delete(clean);
    }

    /** What the worker with the most memory had, beside what it may have. */
    private void memory() throws IOException {
        List<Measured> smallestFirst = Stream.of(new Measured(ONE, List.of(one.megabytesOfAWorker())),
                new Measured("the larger of two workers", List.of(two.megabytesOfAWorker())))
                .sorted(Comparator.comparingDouble(Measured::median)).toList();
        if (smallestFirst.get(0).median() > 0) {
            List<Measured> programs = new ArrayList<>(List.of(new Measured("the goal", List.of(ClusterProgram.MEGABYTES))));
            programs.addAll(smallestFirst);
            report.add(new Comparison("Most memory of a worker", Quantity.itself("MB"), programs, Optional.of(Target.atMost(1))));
        }
    }

    /** A bot of the embedded model, trained by one worker. */
    private void bot(int tweets) throws IOException {
        Lake lake = lake(tweets, 1);
        Path bots = lake.beside("bots");
        say("Training a bot from %,d tweets on one worker ...", tweets);
        Lake.delete(bots);
        one.round("bots", lake.folder().toString(), bots.toString(), lake.found("bots").toString());
        String[] trained = Files.readString(lake.found("bots")).strip().split("\t");
        report.note(
                "One worker trains a bot of the embedded model from %,d tweets, of which %s are kept, in %.1f seconds. It has %,.0f MB"
                        + " of memory then, and the bot %.1f MB on the disk.",
                tweets, trained[0], Double.parseDouble(trained[1]),
                one.megabytesOfAWorker(), Lake.bytesIn(bots) / 1e6);
        Lake.delete(bots);
    }

    private void counted(String program, List<Totals> works, Lake large) {
        Totals last = works.stream().filter(totals -> totals.work().startsWith("figures\t" + large.folder() + "\t"))
                .reduce((first, next) -> next).orElseThrow();
        report.note("%s, in the last round of %,d tweets: %,d tasks; a tweet took %.1f microseconds of a core, %.1f of them for"
                + " garbage collections; %.0f bytes of it were read, %.0f moved between tasks, and %.0f spilled.", program,
                options.tweets(), last.tasks(), last.taskSeconds() / options.tweets() * 1e6,
                last.collectingSeconds() / options.tweets() * 1e6, last.readBytes() / (double) options.tweets(),
                last.movedBytes() / (double) options.tweets(), last.spilledBytes() / (double) options.tweets());
    }

    // ------------------------------------------------------------------------------------------------ lakes

    /** {@return a lake of so many tweets; the generator writes nothing if it is there already} */
    private Lake lake(int tweets, int authors) throws IOException {
        Lake lake = Lake.in(options.folder(), tweets, authors);
        if (!Files.exists(lake.folder())) {
            say("Writing %,d tweets of %,d authors ...", tweets, authors);
        }
        two.round("invent", String.valueOf(authors), String.valueOf(tweets), lake.folder().toString(), lake.written().toString());
        return lake;
    }

    private static void requireSame(Lake lake, String... programs) throws IOException {
        FoundFigures generated = FoundFigures.read("the generator", lake.written());
        for (String program : programs) {
            FoundFigures.read(program, lake.found(program)).requireSame(generated);
        }
    }

    /** {@return one file with all lines, which a timeline reads} */
    private static Path joined(Lake lake) throws IOException {
        Path whole = lake.beside("joined.jsonl");
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (Path file : lake.files()) {
                Files.copy(file, out);
            }
        }
        return whole;
    }

    private static void pack(Lake lake, Path packed) throws IOException {
        Lake.delete(packed);
        Files.createDirectories(packed);
        for (Path file : lake.files()) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed.resolve(file.getFileName() + ".gz")))) {
                Files.copy(file, out);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ rounds

    private static void add(Map<String, List<Double>> seconds, String program, double clock) {
        seconds.computeIfAbsent(program, name -> new ArrayList<>()).add(clock);
    }

    private static List<Measured> measured(Map<String, List<Double>> seconds, String... programs) {
        return Stream.of(programs).map(program -> new Measured(program, Collections.unmodifiableList(seconds.get(program))))
                .toList();
    }

    private static void say(String format, Object... values) {
        System.err.println(Report.english(format, values));
    }
}
