package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.tweets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class XArchiveTest {

    private static final String THREE_TWEETS = tweets(0,
            fields(11, "08:00:00", "Caf\u00E9s open at \\u00e9ight &amp; close\\nat noon \uD83E\uDD50"),
            fields(12, "09:00:00", "RT @miller: Flour is in again today"),
            fields(13, "10:00:00", "@miller ok") + ", \"in_reply_to_status_id_str\" : \"99\"");

    private static final String ACCOUNT = """
            window.YTD.account.part0 = [ { "account" : { "email" : "-", "username" : "TheBaker", "accountId" : "5",
              "createdAt" : "2009-06-30T07:52:16.000Z", "accountDisplayName" : "The Baker \uD83E\uDD50" } } ]""";

    private static final String PROFILE = """
            window.YTD.profile.part0 = [ { "profile" : { "description" : { "bio" : "", "website" : "", "location" : "" },
              "avatarMediaUrl" : "https://pictures.example/baker.jpg" } } ]""";

    @TempDir
    private Path folder;

    private static ArchiveOnDisk archive(String data) {
        return new ArchiveOnDisk()
                .with(data + "account.js", ACCOUNT)
                .with(data + "tweet-headers.js", "window.YTD.tweet_headers.part0 = [ ]")
                .with(data + "profile.js", PROFILE)
                .with(data + "tweets.js", THREE_TWEETS);
    }

    private static void assertIsTheBakers(Timeline timeline) {
        assertEquals(List.of("13", "12", "11"), timeline.table().stringColumn("id").asList());
        URI picture = URI.create("https://pictures.example/baker.jpg");
        assertEquals(List.of(new Author("thebaker", "The Baker \uD83E\uDD50", Optional.of(picture))), timeline.authors());
        assertEquals(new Figures(3, 1, 1, 1), timeline.clean().figures());
        assertEquals(List.of("Caf\u00E9s open at \u00E9ight & close at noon \uD83E\uDD50"), timeline.clean().tweets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/", "", "twitter-2024-02-01/data/", "my tweets/", "old PC/Downloads/Twitter 2024/data/"})
    void readsAFolderWithItsDataAtAnyDepth(String data) {
        assertIsTheBakers(Timeline.archive(archive(data).asFolder(folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/", "", "twitter-2024-02-01/data/", "my tweets/", "old PC/Downloads/Twitter 2024/data/"})
    void readsAZipWithItsDataAtAnyDepth(String data) {
        assertIsTheBakers(Timeline.archive(archive(data).asZip(folder.resolve("twitter-2024-02-01.zip"))));
    }

    @Test
    void readsAZipOfAnyName() {
        assertIsTheBakers(Timeline.archive(archive("data/").asZip(folder.resolve("download (1)"))));
    }

    @Test
    void readsEveryFieldOfATweet() {
        Table table = Timeline.archive(archive("data/").asFolder(folder)).table();

        assertEquals(LocalDateTime.parse("2024-02-01T08:00:00"), table.dateTimeColumn("time").get(2));
        assertEquals("Caf\u00E9s open at \u00E9ight &amp; close\nat noon \uD83E\uDD50", table.stringColumn("text").get(2));
        assertEquals(List.of(false, true, false), table.booleanColumn("retweet").asList());
        assertEquals(List.of(true, false, false), table.booleanColumn("reply").asList());
        assertEquals(7, table.intColumn("likes").get(2));
        assertEquals(2, table.intColumn("retweets").get(2));
        assertEquals("en", table.stringColumn("language").get(2));
        assertEquals("An App", table.stringColumn("app").get(2));
    }

    @Test
    void readsATweetOfFewFields() {
        Path given = new ArchiveOnDisk().with("data/tweets.js", tweets(0, "\"full_text\" : \"The oven is on\", \"lang\" : null"))
                .asFolder(folder);

        assertEquals(List.of("The oven is on"), Timeline.archive(given).clean().tweets());
    }

    @Test
    void readsTimesOfOtherZonesAndDaysOfTheWeekThatAreWrong() {
        Path given = new ArchiveOnDisk().with("data/tweets.js",
                tweets(0, "\"full_text\" : \"x\", \"created_at\" : \"Mon Jan 1 00:30:00 +0100 2024\"",
                        "\"full_text\" : \"y\", \"created_at\" : \"Mon Feb 29 00:00:00 +0000 2024\""))
                .asFolder(folder);

        assertEquals(List.of(LocalDateTime.parse("2024-02-29T00:00:00"), LocalDateTime.parse("2023-12-31T23:30:00")),
                Timeline.archive(given).table().dateTimeColumn("time").asList());
    }

    @Test
    void readsAllPartsOfALargeArchive() {
        Path given = new ArchiveOnDisk()
                .with("data/tweets-part2.js", tweets(2, fields(3, "08:00:00", "three")))
                .with("data/tweets-part1.js", tweets(1, fields(2, "09:00:00", "two")))
                .with("data/tweets.js", tweets(0, fields(1, "10:00:00", "one")))
                .asZip(folder.resolve("archive.zip"));

        assertEquals(List.of("one", "two", "three"), Timeline.archive(given).table().stringColumn("text").asList());
    }

    @Test
    void readsArchivesOfFormerYears() {
        Path given = new ArchiveOnDisk()
                .with("data/tweet.js", "window.YTD.tweet.part0 = [ {" + fields(1, "10:00:00", "The oven is on") + "} ]")
                .asFolder(folder);

        assertEquals(1, Timeline.archive(given).clean().kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "\uFEFF", "\uFEFFwindow.YTD.tweets.part0 = ", "\n\nYTD.tweets =", "window.YTD[\"tweets\"].part0=\n"
    })
    void readsAListAssignedToAnyVariable(String assignment) {
        Path given = new ArchiveOnDisk()
                .with("data/tweets.js", assignment + "[ {" + fields(1, "10:00:00", "The oven is on") + "} ];")
                .asFolder(folder);

        assertEquals(1, Timeline.archive(given).clean().kept());
    }

    @Test
    void callsTheOwnerUnknownWithoutAnAccount() {
        Path given = new ArchiveOnDisk().with("data/tweets.js", THREE_TWEETS).asFolder(folder);

        assertEquals(List.of(new Author("unknown", "unknown", Optional.empty())), Timeline.archive(given).authors());
    }

    @Test
    void namesAnOwnerWithoutADisplayNameByTheHandle() {
        Path given = archive("data/").with("data/account.js", ACCOUNT.replace("accountDisplayName", "other")).asFolder(folder);

        assertEquals("TheBaker", Timeline.archive(given).authors().get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an address", "/baker.jpg", "javascript:alert()"})
    void ignoresAPictureWithoutAWebAddress(String address) {
        Path given = archive("data/").with("data/profile.js", PROFILE.replace("https://pictures.example/baker.jpg", address))
                .asFolder(folder);

        assertEquals(Optional.empty(), Timeline.archive(given).authors().get(0).picture());
    }
}
