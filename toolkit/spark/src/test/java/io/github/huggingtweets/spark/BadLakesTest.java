package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.file.FileColumns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads who gives a lake that is none: one sentence, on the driver. */
class BadLakesTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path folder;

    private static String refusal(String place) {
        String message = assertThrows(TweetSourceException.class, () -> TweetLake.read(SPARK, place)).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void refusesAPathThatDoesNotExist() {
        String path = folder.resolve("nothing.jsonl").toString();
        assertEquals("There is no file or folder " + path + "; give a path that the driver and the workers can read, such as"
                + " hdfs://server/tweets/*.jsonl.gz.", refusal(path));
        assertTrue(refusal(folder.resolve("*.csv").toString()).startsWith("There is no file or folder "));
    }

    @Test
    void refusesAFolderWithoutFiles() {
        assertEquals("There are no files in " + folder + "; give a folder or a pattern that has some.",
                refusal(folder.toString()));
    }

    @Test
    void refusesAFileSystemThatSparkDoesNotHave() {
        String azure = "abfs://tweets@somebody.dfs.core.windows.net/2020"; // Hadoop knows the name of its class
        assertEquals("Spark has no file system for " + azure + "; start it with the package for it, such as"
                + " --packages org.apache.hadoop:hadoop-aws:3.5.0 for s3a.", refusal(azure));
        assertTrue(refusal("pigeon://loft/tweets").startsWith("Spark has no file system for pigeon://loft/tweets; "));
    }

    @Test
    void refusesAFileServerThatDoesNotExist() {
        assertTrue(refusal("hdfs://nowhere.invalid/tweets").startsWith("hdfs://nowhere.invalid/tweets can't be read ("));
    }

    @Test
    void refusesFilesWithoutAuthors() throws IOException {
        String sentence = " names no authors; say which column has their handles with TweetLake.read(spark, path,"
                + " FileColumns.recognized().handle(\"column\")), or whose tweets all are with .author(\"@handle\", \"Name\").";
        String lines = write("a.jsonl", "{\"text\":\"the words of a tweet\"}\n");
        String columns = write("b.csv", "id,text,writer\n1,the words of a tweet,me\n");

        assertEquals("file:" + lines + sentence, refusal(lines));
        assertEquals("file:" + columns + sentence, refusal(columns));
        assertEquals(1, TweetLake.read(SPARK, columns, FileColumns.recognized().handle("writer")).timeline("me").size());
        assertEquals(1, TweetLake.read(SPARK, lines, FileColumns.recognized().author("@me", "Me")).timeline("me").size());
    }

    @Test
    void refusesParquetWithoutAuthorsOrTexts() {
        String place = folder.resolve("parquet").toString();
        SPARK.sql("select 'the words of a tweet' as text, 5 as number").write().parquet(place);
        assertEquals(place
                + " names no authors, since none of its columns is \"handle\": \"text\", \"number\"; name the column with the"
                + " handles so.", refusal(place));

        String other = folder.resolve("other").toString();
        SPARK.sql("select 'the words of a tweet' as body").write().parquet(other);
        assertEquals("None of the columns of " + other + " is \"text\", which holds the tweets: \"body\"; name the columns as"
                + " Timeline.table() does.", refusal(other));
    }

    @Test
    void refusesParquetWithAColumnOfAnotherType() {
        String place = folder.resolve("parquet").toString();
        SPARK.sql("select 'the words of a tweet' as text, 'me' as handle, '2020-01-01' as time").write().parquet(place);

        assertEquals(
                "The column \"time\" of " + place
                        + " has the type string; write it as one of timestamps, as Timeline.table() has it.",
                refusal(place));
    }

    @Test
    void refusesFilesThatAreNoTweets() throws IOException {
        assertTrue(refusal(write("a.csv", "one,two\n1,2\n3,4\n")).contains("None of the columns of file:" + folder + "/a.csv"));
        assertTrue(refusal(write("a.csv", "one,two\nmany words here,2\nmore words there,4\n"))
                .contains("with TweetLake.read(spark, path, FileColumns.text(\"one\"))"));
        assertTrue(refusal(write("a.csv", "PK\u0003\u0004")).contains("is a ZIP"));
        assertTrue(refusal(write("a.csv", " \n")).contains("There are no tweets in"));
    }

    @Test
    void refusesALakeThatWasNotWrittenToItsEnd() throws IOException {
        String lines = write("a.jsonl", "{\"text\":\"the words of a tweet\",\"user\":\"me\"}\n");
        String kept = folder.resolve("kept").toString();
        TweetLake.read(SPARK, lines).write(kept);
        Files.delete(Path.of(kept, "_SUCCESS"));

        assertEquals(kept + " was not written to its end; delete it, and write the lake again.", refusal(kept));
        assertEquals("There is already something at " + kept + "; delete it, or write the lake to another path.",
                assertThrows(TweetSourceException.class, () -> TweetLake.read(SPARK, lines).write(kept)).getMessage());
    }

    @Test
    void leavesNothingOfALakeThatCannotBeWritten() throws IOException {
        Path source = folder.resolve("lines");
        Files.createDirectory(source);
        Path lines = Files.writeString(source.resolve("a.jsonl"), "{\"text\":\"the words of a tweet\",\"user\":\"me\"}\n");
        TweetLake lake = TweetLake.read(SPARK, source.toString());
        Files.delete(lines);
        Path kept = folder.resolve("kept");

        String message = assertThrows(TweetSourceException.class, () -> lake.write(kept.toString())).getMessage();

        assertTrue(message.contains("a.jsonl"), message);
        assertFalse(message.contains("\n"), message);
        assertFalse(Files.exists(kept));
    }

    @Test
    void refusesToWriteToAnAddressThatIsNone() throws IOException {
        TweetLake lake = TweetLake.read(SPARK, write("a.jsonl", "{\"text\":\"the words of a tweet\",\"user\":\"me\"}\n"));

        String message = assertThrows(TweetSourceException.class, () -> lake.write("lake:2023")).getMessage();

        assertTrue(message.startsWith("lake:2023 can't be written ("), message);
        assertTrue(message.endsWith("); give a path that you may write."), message);
    }

    @Test
    void refusesAHandleThatNobodyHas() throws IOException {
        TweetLake lake = TweetLake.read(SPARK, write("a.jsonl", "{\"text\":\"the words of a tweet\",\"user\":\"me\"}\n"));

        assertEquals("@you is not among the authors of " + folder.resolve("a.jsonl") + "; TweetLake.figures() has all of them.",
                assertThrows(IllegalArgumentException.class, () -> lake.timeline("@You")).getMessage());
    }

    @Test
    void setsAsideDatesAndNumbersThatNothingExplains() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_100; i++) {
            lines.append("{\"text\":\"the words of a tweet\",\"user\":\"me\",\"id\":\"%d\"%s}\n".formatted(i,
                    i == 1_050 ? ",\"date\":\"3/4/2020\"" : i == 1_060 ? ",\"likes\":\"1.234\"" : ""));
        }
        List<Row> broken = TweetLake.read(SPARK, write("a.jsonl", lines.toString())).broken().orderBy("line").collectAsList();

        assertEquals(List.of(1_051L, 1_061L), broken.stream().map(row -> row.getLong(1)).toList());
        assertTrue(broken.get(0).getString(2).endsWith("has \"3/4/2020\", which can be read in two ways; say"
                + " FileColumns.recognized().dayFirst() or .monthFirst()."), broken.toString());
        assertTrue(broken.get(1).getString(2).endsWith(".thousands('.') or .thousands(',')."), broken.toString());
    }

    @Test
    void refusesAMasterThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        String master = "spark://127.0.0.1:" + port;

        assertEquals(
                "No master of Spark answers at " + master + "; start one with ./lab spark, or name another one in SPARK_MASTER.",
                assertThrows(IllegalStateException.class, () -> Cluster.requireAnswer(master)).getMessage());
        assertTrue(assertThrows(IllegalStateException.class, () -> Cluster.requireAnswer("spark://nowhere")).getMessage()
                .startsWith("No master of Spark answers at spark://nowhere; "));
    }
}
