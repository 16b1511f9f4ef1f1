package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.tweets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that lack tweets which other files declare. */
class MissingTweetsTest {

    private static final String MANIFEST = """
            window.__THAR_CONFIG = {
              "userInfo" : { "accountId" : "5", "userName" : "TheBaker", "displayName" : "The Baker" },
              "archiveInfo" : { "sizeBytes" : "165216617", "isPartialArchive" : false, "maxPartSizeBytes" : "53687091200" },
              "dataTypes" : {
                "account" : { "files" : [ { "fileName" : "data/account.js", "count" : "1" } ] },
                "tweets" : { "mediaDirectory" : "data/tweets_media", "files" : [
                  { "fileName" : "data/tweets.js", "globalName" : "YTD.tweets.part0", "count" : "2" },
                  { "fileName" : "data/tweets-part1.js", "globalName" : "YTD.tweets.part1", "count" : "1" } ] },
                "tweetsMedia" : { "mediaDirectory" : "data/tweets_media" }
              }
            }""";

    @TempDir
    private Path folder;

    private static String part(int number, int... ids) {
        return tweets(number, Arrays.stream(ids)
                .mapToObj(id -> fields(id, "10:00:0" + (9 - id), "number " + id)).toArray(String[]::new));
    }

    private String refusal(ArchiveOnDisk archive) {
        Path given = archive.asZip(folder.resolve("archive.zip"));
        String message = assertThrows(TweetSourceException.class, () -> Timeline.archive(given)).getMessage();
        assertTrue(message.contains(given.toString()), message);
        return message;
    }

    private static ArchiveOnDisk manifest() {
        return new ArchiveOnDisk().with("data/manifest.js", MANIFEST);
    }

    @Test
    void refusesAnArchiveThatLacksADeclaredPart() {
        String message = refusal(manifest().with("data/tweets.js", part(0, 1, 2)));
        assertTrue(message.startsWith("1 of 3 tweets are missing: data/manifest.js of"), message);
        assertTrue(message.contains("tweets-part1.js with 1 tweets, which is not there"), message);
    }

    @Test
    void refusesAnArchiveThatLacksDeclaredTweets() {
        String message = refusal(manifest().with("data/tweets.js", part(0, 1)).with("data/tweets-part1.js", part(1, 3)));
        assertTrue(message.contains("tweets.js with 2 tweets, which has 1;"), message);
        assertTrue(message.contains("remove manifest.js"), message);
    }

    @Test
    void acceptsTweetsThatMovedToAnotherFile() {
        Path given = manifest().with("data/tweets.js", part(0, 1, 2, 3)).asFolder(folder);

        assertEquals(3, Timeline.archive(given).size());
        assertEquals(List.of(new Author("TheBaker", "The Baker", Optional.empty())), Timeline.archive(given).authors());
    }

    @Test
    void refusesAGapBetweenParts() {
        String message = refusal(new ArchiveOnDisk().with("data/tweets.js", part(0, 1)).with("data/tweets-part2.js", part(2, 2)));
        assertTrue(message.contains("there is data/tweets-part2.js of"), message);
        assertTrue(message.contains("but no tweets-part1.js"), message);
    }

    @Test
    void readsPartsInTheOrderOfTheirNumbers() {
        ArchiveOnDisk archive = new ArchiveOnDisk();
        for (int number = 12; number >= 1; number--) {
            archive.with("data/tweets-part" + number + ".js", tweets(number, "\"full_text\" : \"" + number + "\""));
        }
        Path given = archive.with("data/tweets.js", tweets(0, "\"full_text\" : \"0\"")).asFolder(folder);

        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
                Timeline.archive(given).table().stringColumn("text").asList());
    }

    @Test
    void refusesADamagedManifest() {
        String message = refusal(new ArchiveOnDisk().with("data/manifest.js", "window.__THAR_CONFIG = ")
                .with("data/tweets.js", part(0, 1)));
        assertTrue(message.contains("data/manifest.js of"), message);
    }

    @Test
    void ignoresDeletedTweetsAndThoseToACommunity() {
        Path given = new ArchiveOnDisk().with("data/tweets.js", part(0, 1)).with("data/deleted-tweets.js", part(0, 2))
                .with("data/community-tweet.js", part(0, 3)).with("data/tweet-headers.js", part(0, 4)).asFolder(folder);

        assertEquals(List.of("number 1"), Timeline.archive(given).table().stringColumn("text").asList());
    }
}
