package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.spark.Accounts.Invented;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweetLakeTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path folder;

    @AfterEach
    void readFilesInOnePartition() {
        LocalSpark.partitions(1, 1 << 27);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void readsTwoHundredAccountsInLinesAsALaptopDoes(int partitions) throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(200, 8_000, 1));
        LocalSpark.partitions(partitions, Files.size(file) / partitions + 1);
        TweetLake lake = TweetLake.read(SPARK, file.toString());

        assertSame(Timeline.file(file), lake);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void readsTwoHundredAccountsInColumnsAsALaptopDoes(int partitions) throws IOException {
        List<Invented> tweets = Accounts.invent(200, 8_000, 2);
        Path whole = Accounts.csv(folder.resolve("tweets.csv"), tweets);
        Path parts = Files.createDirectory(folder.resolve("parts"));
        for (int i = 0; i < partitions; i++) {
            Accounts.csv(parts.resolve("part-%02d.csv".formatted(i)),
                    tweets.subList(tweets.size() * i / partitions, tweets.size() * (i + 1) / partitions));
        }
        LocalSpark.partitions(partitions, 1 << 16);

        assertSame(Timeline.file(whole), TweetLake.read(SPARK, parts.toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void readsTwoHundredAccountsInParquetAsALaptopDoes(int partitions) throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(200, 8_000, 3));
        String parquet = folder.resolve("parquet").toString();
        TweetLake.read(SPARK, file.toString()).tweets().drop("file", "position", "name", "picture").orderBy("time", "id", "text")
                .repartition(partitions).write().parquet(parquet);
        LocalSpark.partitions(partitions, 1 << 16);

        assertSameButOrder(Timeline.file(file), TweetLake.read(SPARK, parquet));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void keepsTwoHundredAccountsAsTheyAre(int partitions) throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(200, 8_000, 4));
        LocalSpark.partitions(partitions, Files.size(file) / partitions + 1);

        TweetLake kept = TweetLake.read(SPARK, file.toString()).write(folder.resolve("lake").toString());

        assertSame(Timeline.file(file), kept);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void readsAnArchiveInAllFormsAsALaptopDoes(int partitions) throws IOException {
        requireSameInAllForms(Timeline.sample(), folder, partitions);
    }

    /** Writes a timeline of one person as JSON Lines, CSV and Parquet, and compares what a lake has of each with the timeline. */
    static void requireSameInAllForms(Timeline archive, Path folder, int partitions) throws IOException {
        Path csv = folder.resolve("archive.csv");
        archive.table().write().csv(csv.toFile());
        Path lines = folder.resolve("archive.jsonl");
        archive.clean().rawTweets().write(lines);
        String parquet = folder.resolve("archive.parquet").toString();
        TweetLake.read(SPARK, csv.toString()).tweets().drop("file", "position", "name", "picture").repartition(partitions).write()
                .parquet(parquet);
        LocalSpark.partitions(partitions, Files.size(lines) / partitions + 1);

        assertEquals(archive.clean().figures(), Timeline.file(csv).clean().figures());
        assertSame(Timeline.file(csv), TweetLake.read(SPARK, csv.toString()));
        assertSameButOrder(archive, TweetLake.read(SPARK, csv.toString()));
        assertSameButOrder(archive, TweetLake.read(SPARK, lines.toString()));
        assertEquals(archive.clean().tweets(),
                TweetLake.read(SPARK, lines.toString()).timeline(archive.authors().get(0).handle()).clean()
                        .tweets());
        assertSameButOrder(archive, TweetLake.read(SPARK, parquet));
    }

    @Test
    void readsOneShardForOneAuthorOfAKeptLake() throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(50, 1_000, 5));
        TweetLake kept = TweetLake.read(SPARK, file.toString()).write(folder.resolve("lake").toString());

        String[] all = kept.tweets().inputFiles();
        List<Row> files = kept.by("@user7").tweets().select(functions.input_file_name()).distinct()
                .collectAsList();

        assertTrue(all.length > 8, Arrays.toString(all));
        assertEquals(1, files.size());
        String plan = kept.by("@user7").tweets().queryExecution().executedPlan().toString();
        assertTrue(plan.contains("PartitionFilters: [isnotnull(shard_of_16") && plan.contains("EqualTo(handle,user7)"), plan);
    }

    @Test
    void readsAllFormsOfAFileInOneFolder() throws IOException {
        List<Invented> tweets = Accounts.invent(5, 400, 6);
        Path forms = Files.createDirectory(folder.resolve("forms"));
        Path whole = Accounts.json(folder.resolve("tweets.jsonl"), tweets);
        Accounts.json(forms.resolve("a [1] 50% {x},\u00fc?*.jsonl"), tweets.subList(0, 80));
        gzip(Accounts.json(forms.resolve("b.jsonl"), tweets.subList(80, 160)));
        Files.writeString(forms.resolve("c.json"),
                tweets.subList(160, 240).stream().map(Invented::json).collect(Collectors.joining(",\n", "[", "]")));
        Accounts.csv(forms.resolve("d [1] 50% {x},\u00fc?*.csv"), tweets.subList(240, 320));
        Path columns = Accounts.csv(forms.resolve("e.csv"), tweets.subList(320, 400));
        Files.writeString(columns, Files.readString(columns), StandardCharsets.UTF_16);
        Files.createFile(forms.resolve("_SUCCESS"));
        Files.createFile(forms.resolve("empty.csv"));

        assertSame(Timeline.file(whole), TweetLake.read(SPARK, forms.toString()));
    }

    @Test
    void keepsWhatTheFiltersOfATimelineKeep() throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(4, 600, 7));
        Timeline laptop = Timeline.file(file);
        TweetLake lake = TweetLake.read(SPARK, file.toString());

        assertAll(
                () -> assertSame(laptop.since("2020-02").until("2020-03-01"), lake.since("2020-02").until("2020-03-01")),
                () -> assertSame(laptop.inLanguage("en", "pt"), lake.inLanguage("en", "pt")),
                () -> assertSame(laptop.atLeastLikes(500), lake.atLeastLikes(500)),
                () -> assertSame(laptop.withoutReplies().onlyRetweets(), lake.withoutReplies().onlyRetweets()),
                () -> assertSame(laptop.onlyReplies().withoutRetweets(), lake.onlyReplies().withoutRetweets()),
                () -> assertSame(laptop.where(table -> table.intColumn("likes").isLessThan(9)),
                        lake.where(functions.col("likes").lt(9))),
                () -> assertSame(laptop.withoutLinks(), lake.withoutLinks()),
                () -> assertSame(laptop.onlyWithLinks(), lake.onlyWithLinks()),
                () -> assertSame(laptop.containing("Morning tea", "#nowplaying"), lake.containing("Morning tea", "#nowplaying")),
                () -> assertSame(laptop.matching("a{1}.*window"), lake.matching("a{1}.*window")),
                () -> assertSame(laptop.by("@User1", "user2"), lake.by("@User1", "user2")));
    }

    @Test
    void movesAndSortsTweetsOnceToFindThoseThatAreThereTwice() throws IOException {
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(2, 50, 12));

        String plan = TweetLake.read(SPARK, file.toString()).tweets().queryExecution().executedPlan().toString();

        assertEquals(List.of(1, 1), List.of(plan.split("Exchange ").length - 1, plan.split("Sort \\[").length - 1), plan);
    }

    @Test
    void removesNearDuplicatesWithinAnAuthor() throws IOException {
        List<Invented> tweets = new ArrayList<>(Accounts.invent(3, 200, 8));
        for (Invented tweet : List.copyOf(tweets)) {
            tweets.add(
                    new Invented("9" + tweet.id(), tweet.handle(), tweet.name(), tweet.time(), "@you  " + tweet.text(), 0, false,
                            "en"));
        }
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), tweets);
        TweetLake lake = TweetLake.read(SPARK, file.toString()).withoutNearDuplicates();

        for (String author : List.of("user0", "user1", "user2")) {
            assertEquals(printed(Timeline.file(file).by(author).withoutNearDuplicates()), printed(lake.timeline(author)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void setsBrokenLinesAsideByTheirNumbers(int partitions) throws IOException {
        List<String> lines =
                Accounts.invent(3, 500, 9).stream().map(Invented::json).collect(Collectors.toCollection(ArrayList::new));
        lines.set(0, "");
        lines.set(17, lines.get(17).substring(40));
        lines.set(250, "{\"id\":\"5\"}");
        lines.set(499, "\"tweet\"");
        Path file = Files.writeString(folder.resolve("tweets.jsonl"), String.join("\n", lines));
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("full_text", bytes.length / 3) + 13] = (byte) 0xFF;
        Files.write(file, bytes);
        LocalSpark.partitions(2, bytes.length / partitions + 1);
        List<String> first = new ArrayList<>();
        Timeline laptop = Timeline.file(file, FileColumns.recognized().skipBroken(first::add));

        TweetLake lake = TweetLake.read(SPARK, file.toString());

        assertSame(laptop, lake);
        List<Row> broken = lake.broken().orderBy("line").collectAsList();
        assertEquals(4, broken.size());
        assertEquals(List.of(18L, 251L, 500L),
                broken.stream().map(row -> row.getLong(1)).filter(line -> line != damagedLine(bytes))
                        .toList());
        assertEquals("Line 251 of file:" + file + " has no text.", sentenceOf(broken, 251));
        assertTrue(sentenceOf(broken, damagedLine(bytes)).contains("holds bytes that are not UTF-8"), broken.toString());
        assertTrue(first.get(0).contains("Left out 4 broken lines"), first.toString());
    }

    private static long damagedLine(byte[] bytes) {
        int damage = IntStream.range(0, bytes.length).filter(i -> bytes[i] == (byte) 0xFF).findFirst().orElseThrow();
        return 1 + IntStream.range(0, damage).filter(i -> bytes[i] == '\n').count();
    }

    private static String sentenceOf(List<Row> broken, long line) {
        return broken.stream().filter(row -> row.getLong(1) == line).findFirst().orElseThrow().getString(2);
    }

    @Test
    void setsAsideALineThatIsTooLong() throws IOException {
        List<Invented> tweets = Accounts.invent(2, 40, 13);
        Path file = Accounts.json(folder.resolve("tweets.jsonl"), tweets.subList(0, 20));
        Files.writeString(file, "{\"text\":\"" + "a".repeat(65 << 20) + "\"}\n", StandardOpenOption.APPEND);
        Files.write(file, tweets.subList(20, 40).stream().map(Invented::json).toList(), StandardOpenOption.APPEND);

        TweetLake lake = TweetLake.read(SPARK, file.toString());

        assertSame(Timeline.file(file, FileColumns.recognized().skipBroken(report -> {})), lake);
        assertEquals("Line 21 of file:" + file + " is longer than 64 MB.", sentenceOf(lake.broken().collectAsList(), 21));
    }

    @Test
    void readsWhatIsWholeOfADamagedGzip() throws IOException {
        Path file = gzip(Accounts.json(folder.resolve("tweets.jsonl"), Accounts.invent(3, 5_000, 10)));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        TweetLake lake = TweetLake.read(SPARK, file.toString());

        assertTrue(lake.tweets().count() > 1_000);
        assertEquals("file:" + file + " is cut off within its gzip; download it again.",
                lake.broken().filter("line is null").collectAsList().get(0).getString(2));
    }

    @Test
    void readsDatesAsTheBeginningOfTheFileShowsThem() throws IOException {
        List<String> lines = IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"text\":\"the words of a tweet\",\"user\":\"me\",\"id\":%d,\"date\":\"%d/%d/2020\"}"
                        .formatted(i, i == 20 ? 31 : 1 + i % 12, i == 20 ? 1 : 1 + i / 12 % 12))
                .toList();
        Path file = Files.write(folder.resolve("tweets.jsonl"), lines);
        LocalSpark.partitions(4, Files.size(file) / 4 + 1);

        assertSame(Timeline.file(file), TweetLake.read(SPARK, file.toString()));
    }

    // ------------------------------------------------------------------------------------------------ comparing

    /** Compares figures, texts, and of some authors the whole timelines. */
    static void assertSame(Timeline laptop, TweetLake lake) {
        assertSameButOrder(laptop, lake);
        for (Author author : laptop.authors().subList(0, Math.min(3, laptop.authors().size()))) {
            Timeline own = laptop.by(author.handle());
            if (own.size() > 0) {
                Timeline brought = lake.timeline(author.handle());
                assertEquals(printed(own), printed(brought));
                assertEquals(own.clean().tweets(), brought.clean().tweets());
                assertEquals(own.authors(), brought.authors());
            }
        }
    }

    static void assertSameButOrder(Timeline laptop, TweetLake lake) {
        Corpus corpus = laptop.clean();
        Map<String, Figures> expected = new HashMap<>();
        Map<String, List<String>> texts = new HashMap<>();
        for (Author author : corpus.authors()) {
            Figures figures = corpus.figuresOf(author.handle());
            if (figures.downloaded() > 0) {
                expected.put(author.handle(), figures);
            }
            if (figures.kept() > 0) {
                texts.put(author.handle(), corpus.tweetsOf(author.handle()).stream().sorted().toList());
            }
        }
        assertEquals(expected, lake.figures().collectAsList().stream().collect(Collectors.toMap(row -> row.getString(0),
                row -> new Figures((int) row.getLong(1), (int) row.getLong(2), (int) row.getLong(3), (int) row.getLong(4)))));
        assertEquals(texts,
                lake.clean().collectAsList().stream().collect(Collectors.groupingBy(row -> row.<String>getAs("handle"),
                        Collectors.collectingAndThen(Collectors.mapping(row -> row.<String>getAs("text"), Collectors.toList()),
                                some -> some.stream().sorted().toList()))));
    }

    private static String printed(Timeline timeline) {
        return timeline.table().print(Integer.MAX_VALUE);
    }

    /** Packs a file, and deletes it as it was. */
    static Path gzip(Path file) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        Files.delete(file);
        return packed;
    }
}
