package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in which a few values are not as X writes them. */
class OddValuesTest {

    private static final String USER = "var user_details =  { \"screen_name\" : \"TheBaker\", \"full_name\" : \"The Baker\" }";
    private static final String TABLE = """
            "tweet_id","timestamp","source","text"
            "2","2013-01-31 18:03:44 +0000","web","The oven is on"
            "1","%s","web","The oven is off"
            """;

    @TempDir
    private Path folder;

    private Path archive(String... tweets) {
        return new ArchiveOnDisk().with("data/tweets.js", ArchiveOnDisk.tweets(0, tweets)).asFolder(folder);
    }

    private static List<String> texts(Timeline timeline) {
        return timeline.table().stringColumn("text").asList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "99999999999999999999999", "-1", "-99999999999"})
    void countsANumberOfLikesThatNoTweetHasAsUnknown(String likes) {
        Timeline timeline = Timeline.archive(archive(
                fields(2, "10:00:00", "one").replace("\"7\"", "\"" + likes + "\""), fields(1, "09:00:00", "two")));

        assertEquals(List.of("one", "two"), texts(timeline));
        assertTrue(timeline.table().intColumn("likes").isMissing(0));
        assertEquals(7, timeline.table().intColumn("likes").getInt(1));
    }

    @Test
    void leavesOutTweetsWithOddValuesIfAsked() {
        Path given = archive(fields(3, "10:00:00", "one"), fields(2, "09:61:00", "two"),
                fields(1, "08:00:00", "three").replace("\"7\"", "\"many\""), fields(0, "07:00:00", "four"));
        String refusal = assertThrows(TweetSourceException.class, () -> Timeline.archive(given)).getMessage();
        assertTrue(refusal.contains("The tweet number 2 in"), refusal);
        assertTrue(refusal.contains("Timeline.archive(path, System.out::println)"), refusal);
        List<String> reports = new ArrayList<>();

        assertEquals(List.of("one", "four"), texts(Timeline.archive(given, reports::add)));
        assertEquals(1, reports.size());
        for (String part : List.of("Left out 2 of 4 tweets", given.toString(), "The tweet number 2 in", "09:61:00")) {
            assertTrue(reports.get(0).contains(part), reports.get(0));
        }
    }

    @Test
    void leavesOutRowsOfATableWithOddValuesIfAsked() {
        Path given = new ArchiveOnDisk().with("tweets.csv", TABLE.formatted("yesterday")).asFolder(folder);
        List<String> reports = new ArrayList<>();

        assertEquals(List.of("The oven is on"), texts(Timeline.archive(given, reports::add)));
        assertTrue(reports.get(0).contains("Left out 1 of 2 tweets"), reports.get(0));
        assertTrue(reports.get(0).contains("in line 3 of tweets.csv"), reports.get(0));
    }

    @Test
    void leavesOutTweetsWithoutTextIfAsked() {
        Path given = archive(fields(3, "10:00:00", "one"), "\"id_str\" : \"5\"", fields(1, "09:00:00", "two"));
        List<String> reports = new ArrayList<>();

        assertEquals(List.of("one", "two"), texts(Timeline.archive(given, reports::add)));
        assertTrue(reports.get(0).contains("The tweet number 2"), reports.get(0));
    }

    /** The list of files counts the odd tweet, which is there, but not the one that is missing. */
    @Test
    void findsMissingTweetsWhileOddOnesAreLeftOut() {
        String manifest = "window.__THAR_CONFIG = { \"dataTypes\" : { \"tweets\" : { \"files\" : [ {"
                + " \"fileName\" : \"data/tweets.js\", \"count\" : \"%d\" } ] } } }";
        Path given = new ArchiveOnDisk().with("data/manifest.js", manifest.formatted(2))
                .with("data/tweets.js", ArchiveOnDisk.tweets(0, fields(2, "10:00:00", "one"), fields(1, "09:61:00", "two")))
                .asFolder(folder);
        List<String> reports = new ArrayList<>();

        assertEquals(List.of("one"), texts(Timeline.archive(given, reports::add)));
        new ArchiveOnDisk().with("data/manifest.js", manifest.formatted(3)).asFolder(folder);
        assertTrue(assertThrows(TweetSourceException.class, () -> Timeline.archive(given, reports::add)).getMessage()
                .contains("1 of 3 tweets are missing"));
    }

    @Test
    void reportsNothingForASoundArchive() {
        List<String> reports = new ArrayList<>();
        Timeline.archive(archive(fields(1, "10:00:00", "one")), reports::add);

        assertEquals(List.of(), reports);
    }

    @Test
    void refusesAnArchiveOfOddTweetsOnly() {
        Path given = archive(fields(1, "10:61:00", "one"));

        String refusal = assertThrows(TweetSourceException.class, () -> Timeline.archive(given, report -> {})).getMessage();
        assertTrue(refusal.contains("10:61:00"), refusal);
        assertFalse(refusal.contains("is empty"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/js/user_details.js", "js/user_details.js", "user_details.js", "data/user_details.js"})
    void takesTheOwnerOfATableFromTheFileBesideIt(String place) {
        Path given = new ArchiveOnDisk().with("tweets.csv", TABLE.formatted("2013-01-31 17:03:44 +0000")).with(place, USER)
                .asZip(folder.resolve("tweets.zip"));

        assertEquals("thebaker", Timeline.archive(given).authors().get(0).handle());
        assertEquals("The Baker", Timeline.archive(given).authors().get(0).name());
    }

    @Test
    void takesTheOwnerOfAnEarlyScriptFromUserDetails() {
        Path given = new ArchiveOnDisk().with("data/tweet.js", ArchiveOnDisk.tweets(0, fields(1, "10:00:00", "one")))
                .with("data/js/user_details.js", USER).asFolder(folder);

        assertEquals("thebaker", Timeline.archive(given).authors().get(0).handle());
    }

    @Test
    void saysThatAZipWithAWrongCommentLengthIsDamaged() throws IOException {
        Path zip = new ArchiveOnDisk().with("data/tweets.js", ArchiveOnDisk.tweets(0, fields(1, "10:00:00", "one")))
                .asZip(folder.resolve("archive.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        for (int length : new int[] {1, 255, 65_535}) {
            bytes[bytes.length - 2] = (byte) length;
            bytes[bytes.length - 1] = (byte) (length >> 8);
            Files.write(zip, bytes);
            String refusal = assertThrows(TweetSourceException.class, () -> Timeline.archive(zip)).getMessage();
            assertTrue(refusal.contains("is cut off or damaged; download it again"), refusal);
        }
    }

    @Test
    void readsNoTimeWhereThereIsNone() {
        Timeline timeline = Timeline.archive(archive(fields(1, "10:00:00", "one")
                .replaceFirst("\"created_at\" : \"[^\"]*\",", "")));

        assertNull(timeline.table().dateTimeColumn("time").get(0));
    }
}
