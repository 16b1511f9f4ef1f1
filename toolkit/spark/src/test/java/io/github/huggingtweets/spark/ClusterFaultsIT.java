package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.spark.Accounts.Invented;
import io.github.huggingtweets.spark.LabSpark.Result;
import io.github.huggingtweets.spark.LabSpark.Running;
import io.github.huggingtweets.tweets.Timeline;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a cluster: workers are killed, disks are full, lines are poisoned, and one account is as large as all others. */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class ClusterFaultsIT {

    /** A million tweets can be read, cleaned and kept with a heap of 1 GB, and be brought to a driver with 2 GB, but train no bot there. */
    private static final String TOO_LARGE =
            "Java's heap on 127.0.0.1 is too small for this account; raise spark.executor.memory";
    private static final String FULL = "No space left on device";
    private static final long EXECUTOR_MOST_KB = 2L << 20;

    @TempDir
    private Path folder;

    // ------------------------------------------------------------------------------------------------ killed workers

    @Test
    void findsTheSameAfterAWorkerIsKilledAmidCleaning() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(20, 40_000, 21));
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = LabSpark.start(folder)) {
            Running cleaning = spark.submit(SubmittedLake.class,
                    List.of("spark.sql.shuffle.partitions=4", "spark.sql.files.maxPartitionBytes=200000"), tweets, found);
            // what the tasks of the worker have shuffled will be needed, and there are more tasks than it can have ended when it is killed
            waitFor(cleaning, () -> cleaning.executor(2)
                    .filter(it -> it.get("activeTasks").asInt() > 0 && it.get("totalShuffleWrite").asLong() > 0).isPresent()
                    && cleaning.shown("stages?status=active").stream()
                            .anyMatch(stage -> stage.get("numTasks").asInt() - stage.get("numCompleteTasks").asInt() > 5));
            spark.kill(2);

            Result ended = cleaning.result();

            assertEquals(0, ended.status(), ended.output());
            // what it had shuffled, others do again
            assertTrue(ended.output().contains("Lost executor") && ended.output().contains("Resubmitted ShuffleMapTask"),
                    ended.output());
            assertEquals(SubmittedLake.onALaptop(tweets), Files.readAllLines(found));
        }
    }

    @Test
    void keepsTheSameLakeAfterAWorkerIsKilledAmidWriting() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(20, 40_000, 29));
        Path kept = folder.resolve("kept");
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = LabSpark.start(folder)) {
            Running keeping =
                    spark.submit(SubmittedKeeping.class, List.of("spark.sql.adaptive.enabled=false"), tweets, kept, found);
            // the lake is begun, and the executor amid a task
            waitFor(keeping,
                    () -> hasFiles(kept) && keeping.executor(2).filter(it -> it.get("activeTasks").asInt() > 0).isPresent());
            spark.kill(2);

            Result ended = keeping.result();

            assertEquals(0, ended.status(), ended.output());
            assertTrue(ended.output().contains("Lost executor"), ended.output());
            assertEquals(figures(Timeline.file(tweets)), Files.readAllLines(found));
        }
    }

    private static boolean hasFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException | UncheckedIOException e) {
            return false; // not there yet, or a file is moved just now
        }
    }

    private static List<String> figures(Timeline timeline) {
        var corpus = timeline.clean();
        return corpus.authors().stream().map(author -> SubmittedCrowd.line(author.handle(), corpus.figuresOf(author.handle())))
                .sorted().toList();
    }

    @Test
    void trainsTheBotsOfALaptopAfterAWorkerIsKilledAmidATraining() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(3, 600, 22));
        Path bots = folder.resolve("bots");
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = LabSpark.start(folder)) {
            Running training = spark.submit(SubmittedFleet.class, List.of("spark.sql.shuffle.partitions=4"), tweets, bots, found);
            waitFor(training, () -> spark.executor(2).map(ClusterFaultsIT::trains).orElse(false));
            spark.kill(2);

            Result ended = training.result();

            assertEquals(0, ended.status(), ended.output());
            assertTrue(ended.output().contains("Lost executor"), ended.output());
            assertEquals(SubmittedFleet.onALaptop(tweets, bots, folder.resolve("laptop")), Files.readAllLines(found));
            assertEquals(List.of(".fleet", "user0", "user1", "user2"), names(bots));
        }
    }

    /** {@return whether one of the threads of a process is amid a training} */
    private static boolean trains(ProcessHandle process) {
        try {
            Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(process.pid()), "Thread.print").redirectErrorStream(true).start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .contains("at io.github.huggingtweets.training.TrainingLoop");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void waitFor(Running program, BooleanSupplier moment) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!moment.getAsBoolean()) {
            if (program.hasEnded() || System.nanoTime() > end) {
                throw new AssertionError("The moment to wait for did not come: " + program.result().output());
            }
            Thread.sleep(20);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    // ------------------------------------------------------------------------------------------------ full disks

    private LabSpark startWithDisks() throws Exception {
        assumeTrue(LabSpark.canMountDisks(),
                "This machine lets users mount nothing in a namespace of their own (unshare --user --map-root-user --mount), so that"
                        + " no disk can be made full.");
        return LabSpark.startWithDisks(folder);
    }

    @Test
    void findsTheSameWhileTheDiskOfAWorkerRunsFull() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(20, 60_000, 23));
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = startWithDisks()) {
            spark.mount(spark.diskOf(2), "2m");

            Result cleaning = spark.submit(SubmittedLake.class, List.of("spark.sql.shuffle.partitions=4",
                    "spark.sql.files.maxPartitionBytes=500000", "spark.files.useFetchCache=false"), tweets, found).result();

            assertEquals(0, cleaning.status(), cleaning.output());
            assertTrue(cleaning.output().contains(FULL), cleaning.output());
            assertEquals(SubmittedLake.onALaptop(tweets), Files.readAllLines(found));
        }
    }

    @Test
    void trainsTheBotsOfALaptopWhileTheDiskOfAWorkerIsFull() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(3, 600, 24));
        Path bots = folder.resolve("bots");
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = startWithDisks()) {
            spark.mount(spark.diskOf(2), "10m"); // less than the base model has

            Result training = spark.submit(SubmittedFleet.class,
                    List.of("spark.sql.shuffle.partitions=4", "spark.files.useFetchCache=false"), tweets, bots, found).result();

            assertEquals(0, training.status(), training.output());
            assertTrue(training.output().contains(FULL), training.output());
            assertEquals(SubmittedFleet.onALaptop(tweets, bots, folder.resolve("laptop")), Files.readAllLines(found));
        }
    }

    @Test
    void leavesNothingOfALakeThatDoesNotFitOnItsDisk() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(20, 60_000, 25));
        Path found = folder.resolve("found.txt");
        Path disk = folder.resolve("disk");
        try (LabSpark spark = startWithDisks()) {
            spark.mount(disk, "2m");

            Result keeping = spark.submit(SubmittedKeeping.class, List.of(), tweets, disk.resolve("kept"), found).result();

            assertEquals(0, keeping.status(), keeping.output());
            // Spark may give up an executor without room, and then says that what it had shuffled is gone
            String sentence = String.join("\n", Files.readAllLines(found));
            assertTrue(sentence.startsWith("The lake can't be written to %s (".formatted(disk.resolve("kept"))), sentence);
            assertTrue(sentence.endsWith("); make room if a disk is full, or read the lake again if its files have changed."),
                    sentence);
            assertTrue(keeping.output().contains(FULL), keeping.output());
            assertEquals("", spark.shell("ls -A '%s'".formatted(disk)));
        }
    }

    @Test
    void makesARowOfABotThatDoesNotFitOnTheDiskAndMakesItWhenThereIsRoom() throws Exception {
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(3, 600, 26));
        Path found = folder.resolve("found.txt");
        Path disk = folder.resolve("disk");
        Path bots = disk.resolve("bots");
        List<String> settings = List.of("spark.sql.shuffle.partitions=4");
        try (LabSpark spark = startWithDisks()) {
            spark.mount(disk, "45m"); // for the base model, 11 MB, and one bot, 22 MB

            Result training = spark.submit(SubmittedFleet.class, settings, tweets, bots, found).result();

            assertEquals(0, training.status(), training.output());
            List<String> rows = Files.readAllLines(found);
            assertEquals(4, rows.size(), rows.toString());
            assertEquals("2 tweets", rows.get(3));
            assertEquals(2, rows.stream().filter(row -> row.contains(": " + FULL + " (on 127.0.0.1)")).count(), rows.toString());
            String whole = rows.stream().filter(row -> !row.contains(":")).findFirst().orElseThrow().split(" ")[0];
            assertEquals(".fleet\n" + whole + "\n", spark.shell("ls -A '%s'".formatted(bots)));
            assertEquals("settings.json\nwhole\n", spark.shell("ls -A '%s'/.fleet".formatted(bots)));
            assertEquals(whole + "\n", spark.shell("ls -A '%s'/.fleet/whole".formatted(bots)));

            spark.mount(disk, "200m");
            Result again = spark.submit(SubmittedFleet.class, settings, tweets, bots, found).result();

            assertEquals(0, again.status(), again.output());
            spark.shell("cp -r '%s' '%s'".formatted(bots, folder));
            assertEquals(SubmittedFleet.onALaptop(tweets, folder.resolve("bots"), folder.resolve("laptop")),
                    Files.readAllLines(found));
        }
    }

    // ------------------------------------------------------------------------------------------------ poisoned lines

    @Test
    void setsPoisonedLinesAsideAndNoExecutorDies() throws Exception {
        List<Invented> all = Accounts.invent(20, 4_000, 27);
        Path clean = Accounts.json(folder.resolve("clean.jsonl"), all);
        Path tweets = Accounts.json(folder.resolve("tweets.jsonl"), all.subList(0, 1_000));
        append(tweets, "{\"text\":\"" + "a".repeat(65 << 20) + "\"}\n");
        append(tweets, lines(all.subList(1_000, 1_500)));
        append(tweets, "{\"text\":" + "[".repeat(1 << 20) + "]".repeat(1 << 20) + ",\"user\":\"me\"}\n");
        append(tweets, lines(all.subList(1_500, 2_000)));
        append(tweets, "{\"text\":\"no \u00ff UTF-8, but ISO 8859-1\",\"user\":\"me\"}\n", StandardCharsets.ISO_8859_1);
        append(tweets, "\0\0\0\n");
        append(tweets, lines(all.subList(2_000, 3_000)));
        try (RandomAccessFile file = new RandomAccessFile(tweets.toFile(), "rw")) {
            file.seek(file.length() + (3L << 30)); // without an end, and without taking the disk
            file.writeBytes("\n");
        }
        append(tweets, lines(all.subList(3_000, 4_000)));
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = LabSpark.start(folder)) {
            Running reading = spark.submit(SubmittedLake.class,
                    List.of("spark.sql.shuffle.partitions=4", "spark.executor.memory=1g"), tweets, found);
            long memory = watch(spark, reading);

            Result ended = reading.result();

            assertEquals(0, ended.status(), ended.output());
            assertFalse(ended.output().contains("Lost executor"), ended.output());
            assertTrue(memory < EXECUTOR_MOST_KB, memory + " kB");
            List<String> lines = Files.readAllLines(found);
            List<String> expected = new ArrayList<>(
                    SubmittedLake.onALaptop(Timeline.file(tweets, FileColumns.recognized().skipBroken(report -> {}))));
            assertEquals(SubmittedLake.onALaptop(clean), expected);
            String file = " of file:" + tweets + " ";
            expected.addAll(List.of("Line 1001" + file + "is longer than 64 MB.",
                    "Line 1502" + file + "is not valid JSON (Document nesting depth (1001) exceeds the maximum allowed...).",
                    "Line 2003" + file + "holds bytes that are not UTF-8 (if the file is in another encoding, name it, as in"
                            + " FileColumns.recognized().encoding(\"windows-1250\")).",
                    "Line 2004" + file + "is not valid JSON (Illegal character ((CTRL-CHAR, code 0)): only regular whi...).",
                    "Line 3005" + file + "is longer than 64 MB."));
            assertEquals(expected, lines);
        }
    }

    private static String lines(List<Invented> tweets) {
        StringBuilder lines = new StringBuilder();
        tweets.forEach(tweet -> lines.append(tweet.json()).append('\n'));
        return lines.toString();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static void append(Path file, String text, java.nio.charset.Charset charset) throws IOException {
        Files.writeString(file, text, charset, StandardOpenOption.APPEND);
    }

    // ------------------------------------------------------------------------------------------------ a large account

    @Test
    void bearsAnAccountOfAMillionTweetsAmongAccountsOfAHundred() throws Exception {
        Path lake = Files.createDirectory(folder.resolve("lake"));
        Path large = lake.resolve("large.jsonl");
        try (BufferedWriter file = Files.newBufferedWriter(large)) {
            for (int i = 0; i < 20; i++) {
                for (Invented tweet : Accounts.invent(1, 54_000, 100 + i)) {
                    file.write(
                            new Invented(tweet.id().isEmpty() ? "" : i + tweet.id(), "large", "Large", tweet.time(), tweet.text(),
                                    tweet.likes(), tweet.reply(), tweet.language()).json() + "\n");
                }
            }
        }
        Path small = Accounts.json(lake.resolve("small.jsonl"), Accounts.invent(30, 3_000, 28));
        Path base = SmallModel.save(folder.resolve("base"));
        Path found = folder.resolve("found.txt");
        try (LabSpark spark = LabSpark.start(folder)) {
            Running crowd =
                    spark.submit(SubmittedCrowd.class, List.of("spark.driver.memory=2g"), lake, folder, base, found, "user7",
                            "large");
            long memory = watch(spark, crowd);

            Result ended = crowd.result();

            assertEquals(0, ended.status(), ended.output());
            assertFalse(ended.output().contains("Lost executor"), ended.output());
            assertTrue(memory < EXECUTOR_MOST_KB, memory + " kB");
            List<String> expected = new ArrayList<>(SubmittedCrowd.onALaptop(List.of(large, small), List.of("user7", "large")));
            expected.replaceAll(line -> line.startsWith("[large,") ? line.replace(",null]", "," + TOO_LARGE + "]") : line);
            assertEquals(expected, Files.readAllLines(found));
        }
    }

    /** {@return the most memory in kB that an executor had of the machine until a program ends; 0 where there is no /proc} */
    private static long watch(LabSpark spark, Running program) throws Exception {
        long most = 0;
        while (!program.hasEnded()) {
            for (int worker = 1; worker <= 2; worker++) {
                Path status = Path.of("/proc", spark.executor(worker).map(ProcessHandle::pid).orElse(0L).toString(), "status");
                try (var lines = Files.lines(status)) {
                    most = Math.max(most, lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0));
                } catch (IOException | UncheckedIOException e) {
                    // it has not begun, or it has ended
                }
            }
            Thread.sleep(100);
        }
        System.out.println("An executor had at most " + most / 1024 + " MB.");
        return most;
    }
}
