package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.CorpusTooSmallException;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.spark.Accounts.Invented;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot for each account, trained by Spark in this process. */
class BotFleetTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private static Path shared;

    private static Path base;
    private static Path file;
    private static TweetLake lake;
    private static Path bots;
    private static BotFleet fleet;

    @TempDir
    private Path folder;

    /** Three accounts with enough tweets, and one with two. */
    @BeforeAll
    static void makeAFleet() throws IOException {
        base = SmallModel.save(shared.resolve("small"));
        List<Invented> tweets = new ArrayList<>(Accounts.invent(3, 700, 1));
        tweets.addAll(
                Accounts.invent(1, 2, 2).stream().map(tweet -> new Invented("9" + tweet.id(), "_few.tweets", "Few", tweet.time(),
                        tweet.text(), 0, false, "en")).toList());
        file = Accounts.json(shared.resolve("tweets.jsonl"), tweets);
        LocalSpark.partitions(2, 128 << 20);
        lake = TweetLake.read(SPARK, file.toString());
        bots = shared.resolve("bots");
        fleet = BotFleet.train(lake, BotFleetTest::settings).to(bots.toString());
    }

    private static FineTuner settings(FineTuner tuner) {
        return tuner.base(base).epochs(1).batchSize(4).seed(5).holdOut(0.1).dropout(0.1).device("cpu");
    }

    private static Map<String, Row> byHandle(BotFleet fleet) {
        return fleet.table().collectAsList().stream().collect(Collectors.toMap(row -> row.getAs("handle"), Function.identity()));
    }

    private static byte[] weights(Path bot) throws IOException {
        return Files.readAllBytes(bot.resolve("model.safetensors"));
    }

    private static String refusal(BotFleetAction action) {
        return assertThrows(ModelException.class, action::run).getMessage();
    }

    private interface BotFleetAction {

        void run() throws Exception;
    }

    @Test
    void makesTheBotsOfTheLaptop() throws IOException {
        Map<String, Row> table = byHandle(fleet);
        assertEquals(4, table.size());
        for (String handle : List.of("user0", "user1", "user2")) {
            Corpus corpus = Timeline.file(file).by(handle).clean();
            Path onLaptop = folder.resolve(handle);
            try (Bot bot = PyTorch.withThreads(1, () -> settings(FineTuner.on(corpus)).listener(progress -> {}).train())) {
                bot.save(onLaptop);
                Row row = table.get(handle);
                assertEquals(bot.run().perplexityBefore().orElseThrow(), row.<Double>getAs("perplexityBefore"));
                assertEquals(bot.run().perplexityAfter().orElseThrow(), row.<Double>getAs("perplexityAfter"));
                assertEquals(corpus.figures().kept(), row.<Long>getAs("kept"));
                assertEquals(corpus.figures().downloaded(), row.<Long>getAs("downloaded"));
                assertTrue(row.<Double>getAs("seconds") > 0);
                assertEquals(bots.resolve(handle).toUri().toString(),
                        row.<String>getAs("place").replace("file:/", "file:///") + "/");
                assertNull(row.getAs("sentence"));
            }
            assertArrayEquals(weights(onLaptop), weights(bots.resolve(handle)), handle);
            try (Bot bot = Bot.load(bots.resolve(handle)); Stream<Path> files = Files.list(bots.resolve(handle))) {
                assertEquals(corpus.authors(), bot.run().authors());
                assertTrue(files.noneMatch(made -> made.toString().endsWith(".crc")), "no sidecars");
            }
        }
    }

    @Test
    void makesARowOfAnAccountThatFails() {
        Row row = byHandle(fleet).get("_few.tweets");
        Corpus corpus = Timeline.file(file).by("_few.tweets").clean();
        assertEquals(assertThrows(CorpusTooSmallException.class, corpus::requireTrainable).getMessage(), row.getAs("sentence"));
        assertEquals((long) corpus.figures().downloaded(), row.<Long>getAs("downloaded"));
        assertNull(row.getAs("place"));
        assertNull(row.getAs("seconds"));
        assertFalse(Files.exists(bots.resolve("_few.tweets")));
        assertEquals("3 bots in file:" + bots, fleet.toString());
    }

    @Test
    void goesOnWhereAnInterruptedRunWas() throws IOException {
        copy(bots, folder);
        Path whole = folder.resolve("user0/run.json");
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(whole, time);
        Path cutOff = folder.resolve("user1"); // as if its executor was killed before it wrote that the bot is whole
        Files.delete(folder.resolve(".fleet/whole/user1"));
        Files.writeString(cutOff.resolve("model.safetensors"), "a part");
        Files.writeString(cutOff.resolve("another"), "left by an attempt");
        ExecutorFiles.delete(folder.resolve("user2")); // by hand

        BotFleet second = BotFleet.train(lake, BotFleetTest::settings).to(folder.toString());

        assertEquals(time, Files.getLastModifiedTime(whole));
        assertArrayEquals(weights(bots.resolve("user1")), weights(cutOff));
        assertFalse(Files.exists(cutOff.resolve("another")));
        assertArrayEquals(weights(bots.resolve("user2")), weights(folder.resolve("user2")));
        assertEquals(byHandle(fleet).get("user0").<Double>getAs("perplexityAfter"),
                byHandle(second).get("user0").<Double>getAs("perplexityAfter"));
        assertEquals(folder.resolve("user0").toString(),
                byHandle(second).get("user0").<String>getAs("place").replace("file:", ""));
        assertEquals(List.of("settings.json", "whole"), names(folder.resolve(".fleet")));
        assertEquals(second.table().filter("sentence is null").collectAsList(),
                BotFleet.in(SPARK, folder.toString()).table().collectAsList());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void letsAllBotsWrite() {
        List<Row> rows = fleet.generate("My dream is", 2).orderBy("handle", "text").collectAsList();

        assertEquals(List.of("user0", "user0", "user1", "user1", "user2", "user2"),
                rows.stream().map(row -> row.<String>getAs("handle")).toList());
        assertTrue(rows.stream().allMatch(row -> row.<String>getAs("text").startsWith("My dream is")), rows.toString());
        assertTrue(rows.stream().allMatch(row -> row.getAs("sentence") == null));
        assertEquals(fleet.generate("", 2, 3).orderBy("handle", "text").collectAsList(),
                fleet.generate("", 2, 3).orderBy("handle", "text").collectAsList());
        assertThrows(IllegalArgumentException.class, () -> fleet.generate("", 0));
    }

    @Test
    void makesARowOfABotThatCannotWrite() throws IOException {
        copy(bots, folder);
        Files.delete(folder.resolve("user0/config.json"));

        Row row = BotFleet.in(SPARK, folder.toString()).generate("", 3).filter("handle = 'user0'").collectAsList().get(0);

        assertNull(row.getAs("text"));
        assertNotNull(row.getAs("sentence"));
    }

    @Test
    void putsABotIntoAnObjectStoreWithoutMovingIt() throws IOException {
        SPARK.sparkContext().hadoopConfiguration().set("fs.store.impl", ObjectStore.class.getName());

        BotFleet stored = BotFleet.train(lake.by("user1"), BotFleetTest::settings).to("store://" + folder);

        assertEquals("store:" + folder.resolve("user1"), byHandle(stored).get("user1").getAs("place"));
        assertEquals(".fleet/whole/user1", ObjectStore.last(), "what says that the bot is whole is written last");
        try (Bot bot = Bot.load(folder.resolve("user1"))) {
            assertEquals(List.of("user1"), bot.run().authors().stream().map(author -> author.handle()).toList());
        }
    }

    @Test
    void takesABotForWholeOnlyWhenAllOfItIsInTheObjectStoreAgain() {
        SPARK.sparkContext().hadoopConfiguration().set("fs.store.impl", ObjectStore.class.getName());
        FleetTraining training = BotFleet.train(lake.by("user0", "user1"), BotFleetTest::settings);
        training.to("store://" + folder);
        ExecutorFiles.delete(folder.resolve("user1")); // by hand

        ObjectStore.failAt("user1/model.safetensors"); // as if the executor was killed
        try {
            training.to("store://" + folder);
        } finally {
            ObjectStore.failAt("nothing");
        }

        assertTrue(Files.exists(folder.resolve("user1")), "a part of the bot");
        assertEquals(Set.of("user0"), byHandle(BotFleet.in(SPARK, "store://" + folder)).keySet());
        assertNull(byHandle(training.to("store://" + folder)).get("user1").getAs("sentence"));
    }

    @Test
    void refusesOtherSettingsThanThoseOfTheBotsThatAreThere() {
        assertEquals(
                ("The bots in file:%s were trained with other settings, which are in file:%1$s/.fleet/settings.json; give another"
                        + " path, or delete the folder.").formatted(bots),
                refusal(
                        () -> BotFleet.train(lake, tuner -> settings(tuner).epochs(2)).to(bots.toString())));
    }

    @Test
    void refusesAPathThatCannotBeWritten() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no folder");

        String below = refusal(() -> BotFleet.train(lake, BotFleetTest::settings).to(text.resolve("bots").toString()));
        String unknown = refusal(() -> BotFleet.train(lake, BotFleetTest::settings).to("nowhere://bots"));

        assertTrue(below.startsWith("Bots can't be written to file:" + text.resolve("bots") + " ("), below);
        assertTrue(below.endsWith("; give a path that you may write."), below);
        assertTrue(unknown.startsWith("Spark has no file system for nowhere://bots; start it with the package for it"), unknown);
    }

    @Test
    void refusesABaseModelThatIsNotThere() {
        assertTrue(refusal(() -> BotFleet.train(lake, tuner -> tuner.base("/no/such/model"))).contains("/no/such/model"));
    }

    @Test
    void refusesATrainingThatNoExecutorHasTheMemoryFor() {
        String sentence =
                refusal(() -> BotFleet.train(lake, tuner -> settings(tuner).batchSize(10_000_000)).to(folder.toString()));

        assertTrue(
                sentence.matches(
                        "A training takes about [\\d,.]+ GB of memory beside Java's heap, and an executor has [\\d.]+ GB on"
                                + " its machine; give the executors more, choose a smaller base model, or lower batchSize\\."),
                sentence);
    }

    /** As the stop button of a notebook does. */
    @Test
    void endsItsJobWhenItIsStopped() throws Exception {
        FutureTask<BotFleet> training = new FutureTask<>(
                () -> BotFleet.train(lake, tuner -> settings(tuner).epochs(1_000)).to(folder.toString()));
        Thread thread = new Thread(training, "stopped");
        thread.start();
        while (!Trainings.run() && !training.isDone()) {
            Thread.sleep(50);
        }
        thread.interrupt();

        Throwable stopped = assertThrows(ExecutionException.class, training::get).getCause();
        assertTrue(stopped instanceof CancellationException, stopped.toString());
        assertTrue(stopped.getMessage().startsWith("The trainings were stopped. The bots that are whole stay in file:" + folder),
                stopped.getMessage());
        for (int i = 0; i < 600 && Trainings.run(); i++) {
            Thread.sleep(100);
        }
        assertFalse(Trainings.run());
        assertFalse(Files.exists(folder.resolve("user0")));
    }

    @Test
    void refusesAFleetWithoutBots() {
        assertTrue(refusal(() -> BotFleet.in(SPARK, folder.toString())).startsWith("There are no bots in " + folder));
    }
}
