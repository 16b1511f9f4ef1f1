package io.github.huggingtweets.sources.archive;

import static io.github.huggingtweets.sources.archive.ArchiveOnDisk.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.corpus.Figures;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Archives from before 2018, which have no tweets.js. */
class FormerYearsTest {

    private static final String CSV = """
            "tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id",\
            "retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"
            "296","","","2013-01-31 18:03:44 +0000","<a href=""http://app.example"" rel=""nofollow"">An App</a>","The ""oven"",
            it is on &amp; hot \uD83E\uDD50","","","",""
            "295","","7","2013-01-31 17:00:00 +0000","web","@miller ok","","","",""
            "294","","","2012-12-24 09:00:00 +0000","web","Flour is in again today","55","7","2012-12-24 08:00:00 +0000",""
            "293","","","2012-12-23 09:00:00 +0000","web","RT @miller: Flour is out today","","","",""
            """;

    private static final String JANUARY = """
            Grailbird.data.tweets_2013_01 =\s
             [ {
              "source" : "\\u003Ca href=\\"http://app.example\\" rel=\\"nofollow\\"\\u003EAn App\\u003C/a\\u003E",
              "entities" : { "user_mentions" : [ ], "media" : [ ], "hashtags" : [ ], "urls" : [ ] },
              "geo" : { }, "id_str" : "296", "text" : "The oven is on and hot", "id" : 296,
              "created_at" : "2013-01-31 18:03:44 +0000",
              "user" : { "name" : "The Baker", "screen_name" : "TheBaker", "id_str" : "5", "id" : 5, "text" : "not this" }
            }, {
              "source" : "web", "id_str" : "295", "text" : "@miller ok", "in_reply_to_status_id" : 99, "id" : 295,
              "created_at" : "Thu Jan 31 17:00:00 +0000 2013"
            } ]""";

    private static final String DECEMBER = """
            Grailbird.data.tweets_2012_12 =\s
             [ {
              "source" : "web", "retweeted_status" : { "id_str" : "55", "text" : "Flour is in again today, and rye" },
              "id_str" : "294", "text" : "Flour is in again today", "created_at" : "2012-12-24 09:00:00 +0000"
            } ]""";

    private static final String INDEX = """
            var tweet_index =  [ {
              "file_name" : "data\\/js\\/tweets\\/2013_01.js", "year" : 2013, "var_name" : "tweets_2013_01", "tweet_count" : 2
            }, {
              "file_name" : "data\\/js\\/tweets\\/2012_12.js", "year" : 2012, "var_name" : "tweets_2012_12", "tweet_count" : 1
            } ]""";

    private static final String USER = """
            var user_details =  { "screen_name" : "TheBaker", "full_name" : "The Baker", "bio" : "", "id" : "5" }""";

    @TempDir
    private Path folder;

    private static ArchiveOnDisk months(String root) {
        return new ArchiveOnDisk().with(root + "tweets.csv", CSV).with(root + "index.html", "<!DOCTYPE html>")
                .with(root + "data/js/user_details.js", USER).with(root + "data/js/tweet_index.js", INDEX)
                .with(root + "data/js/tweets/2013_01.js", JANUARY).with(root + "data/js/tweets/2012_12.js", DECEMBER);
    }

    private static String refusal(Path given) {
        return assertThrows(TweetSourceException.class, () -> Timeline.archive(given)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5_1a2b3c/"})
    void readsTheScriptsOfEachMonth(String root) {
        Timeline timeline = Timeline.archive(months(root).asZip(folder.resolve("tweets.zip")));
        Table table = timeline.table();

        assertEquals(List.of(new Author("TheBaker", "The Baker", Optional.empty())), timeline.authors());
        assertEquals(List.of("296", "295", "294"), table.stringColumn("id").asList());
        assertEquals(List.of("The oven is on and hot", "@miller ok", "Flour is in again today"),
                table.stringColumn("text").asList());
        assertEquals(List.of("2013-01-31T18:03:44", "2013-01-31T17:00", "2012-12-24T09:00"),
                table.dateTimeColumn("time").asList().stream().map(LocalDateTime::toString).toList());
        assertEquals(List.of(false, false, true), table.booleanColumn("retweet").asList());
        assertEquals(List.of(false, true, false), table.booleanColumn("reply").asList());
        assertEquals(List.of("An App", "web", "web"), table.stringColumn("app").asList());
    }

    @Test
    void refusesAnArchiveThatLacksAMonth() {
        Path given = new ArchiveOnDisk().with("data/js/tweet_index.js", INDEX).with("data/js/tweets/2013_01.js", JANUARY)
                .asFolder(folder);
        String message = refusal(given);
        assertTrue(message.contains("1 of 3 tweets are missing"), message);
        assertTrue(message.contains("2012_12.js with 1 tweets, which is not there"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void readsTheTable(String start) {
        Path given = new ArchiveOnDisk().with("tweets.csv", start + CSV).asZip(folder.resolve("tweets.zip"));
        Timeline timeline = Timeline.archive(given);
        Table table = timeline.table();

        assertEquals("unknown", timeline.authors().get(0).handle());
        assertEquals(new Figures(4, 2, 1, 1), timeline.clean().figures());
        assertEquals(List.of("The \"oven\", it is on & hot \uD83E\uDD50"), timeline.clean().tweets());
        assertEquals(List.of("296", "295", "294", "293"), table.stringColumn("id").asList());
        assertEquals(LocalDateTime.parse("2013-01-31T18:03:44"), table.dateTimeColumn("time").get(0));
        assertEquals(List.of(false, false, true, true), table.booleanColumn("retweet").asList());
        assertEquals(List.of(false, true, false, false), table.booleanColumn("reply").asList());
        assertEquals("An App", table.stringColumn("app").get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "The \"\"oven | The \"oven\" | is not valid CSV",
        "\"web\",\"@miller ok\" | \"@miller ok\" | is not valid CSV",
        "2013-01-31 17:00:00 +0000 | yesterday | The tweet number 2, in line 4 of tweets.csv",
        "\"text\" | \"words\" | has no column called text",
        "\"web\",\"RT | \"web\",\"RT \u00F4 | not UTF-8"
    })
    void refusesADamagedTable(String right, String wrong, String told) {
        byte[] csv = CSV.replace("\uD83E\uDD50", "").replace(right, wrong).getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(new ArchiveOnDisk().with("tweets.csv", csv).asFolder(folder));
        assertTrue(message.contains(told), message);
    }

    @Test
    void refusesATableThatEndsWithinAText() {
        String message = refusal(new ArchiveOnDisk().with("tweets.csv", CSV.substring(0, CSV.indexOf("again"))).asFolder(folder));
        assertTrue(message.contains("2 of its tweets could be read"), message);
    }

    @Test
    void readsTheFirstTweetJsWithAndWithoutAnObjectAroundEach() {
        Path given = new ArchiveOnDisk().with("tweet.js", "window.YTD.tweet.part0 = [ {" + fields(1, "10:00:00", "one") + "}, "
                + "{ \"tweet\" : {" + fields(2, "09:00:00", "two") + "}, \"full_text\" : \"not this\" } ]").asFolder(folder);

        assertEquals(List.of("one", "two"), Timeline.archive(given).table().stringColumn("text").asList());
    }
}
