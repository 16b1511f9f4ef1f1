package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.corpus.CorpusTooSmallException;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.spark.Accounts.Invented;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What users do with lakes and fleets, in the file system of a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LakeInAStore {

    static final SparkSession SPARK = LocalSpark.session();
    private static final int PARTS = 3;
    /** If a part ends with what is read at once, only the stream knows whether another one follows. */
    private static final int READ_AT_ONCE = 1 << 16;

    @TempDir
    Path folder;

    /** {@return an address such as {@code s3a://bucket/tests}, below which the tests write} */
    abstract String root();

    static Configuration configuration() {
        return SPARK.sparkContext().hadoopConfiguration();
    }

    @BeforeEach
    void shuffleIntoTwoPartitions() {
        LocalSpark.partitions(2, 1 << 27);
    }

    // ------------------------------------------------------------------------------------------------ the store

    private static org.apache.hadoop.fs.Path path(String address) {
        return new org.apache.hadoop.fs.Path(address);
    }

    FileSystem system() throws IOException {
        return path(root()).getFileSystem(configuration());
    }

    /** Copies a file into the store, and returns its address there. */
    String put(Path file, String to) throws IOException {
        String address = root() + "/" + to + "/" + file.getFileName();
        try (OutputStream copy = system().create(path(address), true)) {
            Files.copy(file, copy);
        }
        return address;
    }

    private byte[] bytes(String address) throws IOException {
        try (InputStream file = system().open(path(address))) {
            return file.readAllBytes();
        }
    }

    private List<String> names(String address) throws IOException {
        return Arrays.stream(system().listStatus(path(address))).map(FileStatus::getPath).map(org.apache.hadoop.fs.Path::getName)
                .sorted().toList();
    }

    static String refusal(Runnable action) {
        String message = assertThrows(RuntimeException.class, action::run).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    // ------------------------------------------------------------------------------------------------ lakes

    @Test
    void readsPackedLinesAsALaptopDoes() throws IOException {
        List<Invented> tweets = Accounts.invent(40, 3_000, 41);
        Path whole = Accounts.json(folder.resolve("whole.jsonl"), tweets);
        for (int i = 0; i < PARTS; i++) {
            Path part = Accounts.json(folder.resolve("tweets-%d.jsonl".formatted(i)),
                    tweets.subList(tweets.size() * i / PARTS, tweets.size() * (i + 1) / PARTS));
            put(TweetLakeTest.gzip(part), "packed");
        }

        TweetLake lake = TweetLake.read(SPARK, root() + "/packed/*.jsonl.gz");

        TweetLakeTest.assertSame(Timeline.file(whole), lake);
        assertEquals(0, lake.broken().count());
    }

    @Test
    void readsAllPartsOfAFileThatWasPackedInParts() throws IOException {
        List<Invented> tweets = Accounts.invent(3, 900, 42);
        Path whole = Accounts.json(folder.resolve("whole.jsonl"), tweets);
        Path packed = Files.createFile(folder.resolve("parts.jsonl.gz"));
        for (int i = 0; i < PARTS; i++) { // as "cat *.gz" joins them
            Path part = Accounts.json(folder.resolve("part.jsonl"),
                    tweets.subList(tweets.size() * i / PARTS, tweets.size() * (i + 1) / PARTS));
            Files.write(packed, longer(Files.readAllBytes(TweetLakeTest.gzip(part)), READ_AT_ONCE), StandardOpenOption.APPEND);
        }

        TweetLakeTest.assertSame(Timeline.file(whole), TweetLake.read(SPARK, put(packed, "joined")));
    }

    /** {@return a gzip file with a file name in its header, which is so long that the file has this length} */
    private static byte[] longer(byte[] packed, int length) {
        byte[] name = new byte[length - packed.length];
        Arrays.fill(name, 0, name.length - 1, (byte) 'x');
        ByteBuffer named = ByteBuffer.allocate(length).put(packed, 0, 10).put(name).put(packed, 10, packed.length - 10);
        return named.put(3, (byte) 8).array(); // FNAME
    }

    @Test
    void setsBrokenLinesOfSplitAndOfPackedFilesAside() throws IOException {
        List<String> lines = new ArrayList<>(Accounts.invent(5, 1_000, 43).stream().map(Invented::json).toList());
        lines.set(300, lines.get(300).substring(40));
        lines.set(800, lines.get(800).substring(40));
        Path whole = Files.write(folder.resolve("whole.jsonl"), lines);
        Path split = Files.write(folder.resolve("1.jsonl"), lines.subList(0, 500));
        Path packed = TweetLakeTest.gzip(Files.write(folder.resolve("2.jsonl"), lines.subList(500, 1_000)));
        List<String> addresses = List.of(put(split, "poisoned"), put(packed, "poisoned"));
        LocalSpark.partitions(2, Files.size(split) / 5 + 1);

        TweetLake lake = TweetLake.read(SPARK, root() + "/poisoned");

        TweetLakeTest.assertSame(Timeline.file(whole, FileColumns.recognized().skipBroken(report -> {})), lake);
        List<Row> broken = lake.broken().orderBy("file").collectAsList();
        assertEquals(addresses, broken.stream().map(row -> row.getString(0)).toList());
        for (Row row : broken) {
            assertEquals(301, row.getLong(1));
            assertTrue(row.getString(2).startsWith("Line 301 of " + row.getString(0) + " "), row.toString());
        }
    }

    @Test
    void keepsALakeOfWhichOneAuthorIsReadAlone() throws IOException {
        Path whole = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(30, 1_000, 44));
        TweetLake lake = TweetLake.read(SPARK, put(whole, "lines"));
        String place = root() + "/kept";

        TweetLake kept = lake.write(place);

        TweetLakeTest.assertSame(Timeline.file(whole), TweetLake.read(SPARK, place));
        assertTrue(kept.tweets().inputFiles().length > 8, Arrays.toString(kept.tweets().inputFiles()));
        assertEquals(1, kept.by("@user7").tweets().select(functions.input_file_name()).distinct().count());
        assertTrue(names(place).stream().allMatch(name -> name.matches("_SUCCESS|shard_of_16=\\d+")), names(place).toString());
        assertEquals("There is already something at " + place + "; delete it, or write the lake to another path.",
                refusal(() -> lake.write(place)));
        system().delete(path(place + "/_SUCCESS"), false);
        assertEquals(place + " was not written to its end; delete it, and write the lake again.",
                refusal(() -> TweetLake.read(SPARK, place)));
    }

    @Test
    void refusesAPathThatIsNotThere() {
        for (String path : List.of("/nothing/tweets.jsonl", "/nothing/*.jsonl.gz", "/nothing")) {
            assertEquals("There is no file or folder " + root() + path + "; give a path that the driver and the workers can read,"
                    + " such as hdfs://server/tweets/*.jsonl.gz.", refusal(() -> TweetLake.read(SPARK, root() + path)));
        }
        assertEquals("There are no bots in %s/nothing; check the path, or train some with BotFleet.train".formatted(root()),
                refusal(() -> BotFleet.in(SPARK, root() + "/nothing")));
    }

    // ------------------------------------------------------------------------------------------------ fleets

    private FineTuner settings(FineTuner tuner) {
        return tuner.base(folder.resolve("small")).epochs(1).batchSize(4).seed(5).holdOut(0.1).dropout(0.1).device("cpu");
    }

    private static Map<String, Row> byHandle(BotFleet fleet) {
        Map<String, Row> rows = new TreeMap<>();
        fleet.table().collectAsList().forEach(row -> rows.put(row.getAs("handle"), row));
        return rows;
    }

    @Test
    void trainsTheBotsOfALaptopAndGoesOnWhereItWas() throws IOException {
        SmallModel.save(folder.resolve("small"));
        List<Invented> tweets = new ArrayList<>(Accounts.invent(2, 300, 45));
        Accounts.invent(1, 2, 46).forEach(tweet -> tweets.add(new Invented("9" + tweet.id(), "few", "Few", tweet.time(),
                tweet.text(), 0, false, "en")));
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), tweets);
        String bots = root() + "/bots";
        FleetTraining training = BotFleet.train(TweetLake.read(SPARK, put(file, "of-fleet")), this::settings);

        BotFleet fleet = training.to(bots);

        Map<String, Row> table = byHandle(fleet);
        assertEquals(Set.of("user0", "user1", "few"), table.keySet());
        assertEquals(assertThrows(CorpusTooSmallException.class, () -> Timeline.file(file).by("few").clean().requireTrainable())
                .getMessage(), table.get("few").getAs("sentence"));
        for (String handle : List.of("user0", "user1")) {
            assertIsTheBotOfALaptop(file, table.get(handle), bots + "/" + handle);
        }
        assertEquals("2 bots in " + bots, fleet.toString());
        assertEquals(List.of(".fleet", "user0", "user1"), names(bots));
        assertEquals(List.of("settings.json", "whole"), names(bots + "/.fleet"));
        assertEquals(List.of("user0", "user1"), names(bots + "/.fleet/whole"));

        Set<String> writing = new HashSet<>();
        for (Row row : fleet.generate("My dream is", 2).collectAsList()) {
            assertTrue(row.<String>getAs("text") != null && row.<String>getAs("text").startsWith("My dream is"), row.toString());
            writing.add(row.getAs("handle"));
        }
        assertEquals(Set.of("user0", "user1"), writing);

        long time = time(bots + "/user0");
        byte[] weights = bytes(bots + "/user1/model.safetensors");
        system().delete(path(bots + "/user1"), true); // by hand

        BotFleet second = training.to(bots);

        assertEquals(time, time(bots + "/user0"), "trained again");
        assertArrayEquals(weights, bytes(bots + "/user1/model.safetensors"));
        assertEquals(table.get("user0"), byHandle(second).get("user0"));
        assertEquals(List.of("settings.json", "whole"), names(bots + "/.fleet"));
        assertEquals(Set.of("user0", "user1"), byHandle(BotFleet.in(SPARK, bots)).keySet());
        assertEquals("The bots in %s were trained with other settings, which are in %1$s/.fleet/settings.json; give another"
                .formatted(bots) + " path, or delete the folder.",
                refusal(() -> BotFleet.train(TweetLake.read(SPARK, root() + "/of-fleet"), tuner -> settings(tuner).epochs(2))
                        .to(bots)));
    }

    private void assertIsTheBotOfALaptop(Path file, Row row, String place) throws IOException {
        String handle = row.getAs("handle");
        Path onLaptop = folder.resolve(handle);
        try (Bot bot = PyTorch.withThreads(1, () -> settings(FineTuner.on(Timeline.file(file).by(handle).clean()))
                .listener(progress -> {}).train())) {
            bot.save(onLaptop);
            assertEquals(bot.run().perplexityBefore().orElseThrow(), row.<Double>getAs("perplexityBefore"));
            assertEquals(bot.run().perplexityAfter().orElseThrow(), row.<Double>getAs("perplexityAfter"));
        }
        assertEquals(place, row.getAs("place"));
        assertArrayEquals(Files.readAllBytes(onLaptop.resolve("model.safetensors")), bytes(place + "/model.safetensors"), handle);
        try (var files = Files.list(onLaptop)) {
            assertEquals(files.map(saved -> withoutTime(saved.getFileName().toString())).sorted().toList(),
                    names(place).stream().map(LakeInAStore::withoutTime).toList());
        }
    }

    private static String withoutTime(String name) {
        return name.replaceAll("tfevents\\.\\d+", "tfevents");
    }

    private long time(String bot) throws IOException {
        return system().getFileStatus(path(bot + "/model.safetensors")).getModificationTime();
    }
}
