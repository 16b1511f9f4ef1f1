package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that MongoDB exports, and the answers of Mastodon's API. */
class ExportsTest extends FileOnDisk {

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"$date\":\"2020-01-02T03:04:05Z\"}", "{\"$date\":\"2020-01-02T03:04:05.000+0000\"}", "{\"$date\":1577934245000}",
        "{\"$date\":{\"$numberLong\":\"1577934245000\"}}", "\"2020-01-02T03:04:05Z\"",
        "{\"$date\":{\"$numberLong\":1577934245000}}"
    })
    void readsTheExtendedJsonOfMongoDb(String date) {
        Timeline timeline = Timeline.file(write("export.json", """
                {"_id":{"$oid":"5e0d5f1b2f3a4b5c6d7e8f90"},"id":{"$numberLong":"1212575325634437120"},"created_at":%s,
                "full_text":"The oven is on","favorite_count":{"$numberInt":"5"},"retweet_count":{"$numberDouble":"3.0"},
                "user":{"_id":{"$oid":"5e0d5f1b2f3a4b5c6d7e8f91"},"id":{"$numberLong":"7"},"screen_name":"baker"}}
                """.formatted(date).replace("\n", "") + "\n"));

        assertEquals(List.of("1212575325634437120"), column(timeline, "id"));
        assertEquals("2020-01-02T03:04:05", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals(List.of("5"), column(timeline, "likes"));
        assertEquals(List.of("3"), column(timeline, "retweets"));
        assertEquals(List.of("baker"), handles(timeline));
    }

    @Test
    void takesNoObjectIdForTheIdOfATweet() {
        Timeline timeline = Timeline.file(write("export.json",
                "{\"_id\":{\"$oid\":\"5e0d5f1b2f3a4b5c6d7e8f90\"},\"text\":\"The oven is on\"}\n"));
        assertEquals(List.of(""), column(timeline, "id"));
        assertEquals(List.of("7"), column(Timeline.file(write("other.json",
                "{\"_id\":{\"$numberLong\":\"7\"},\"text\":\"The oven is on\"}\n")), "id"));
    }

    @Test
    void readsFieldsThatTheUserNames() {
        Timeline timeline = Timeline.file(write("export.json",
                "{\"words\":\"The oven is on\",\"when\":{\"$date\":\"2020-01-02T03:04:05Z\"},\"nr\":{\"$numberLong\":\"9\"}}\n"),
                FileColumns.text("words").time("when").id("nr"));

        assertEquals("2020-01-02T03:04:05", timeline.table().dateTimeColumn("time").get(0).toString());
        assertEquals(List.of("9"), column(timeline, "id"));
    }

    @Test
    void readsAListOfReferencesInTheExtendedJsonOfMongoDb() {
        Timeline timeline = Timeline.file(write("export.json", "{\"text\":\"RT @a: The oven\",\"retweeted_status\":{\"id\":"
                + "{\"$numberLong\":\"4\"},\"full_text\":\"The oven is on\",\"user\":{\"screen_name\":\"a\"}}}\n"));

        assertEquals(List.of("RT @a: The oven is on"), texts(timeline));
        assertEquals(List.of("true"), column(timeline, "retweet"));
    }

    private static final String ACCOUNT = """
            "account":{"id":"1","username":"baker","acct":"baker","display_name":"The Baker","bot":false,
            "url":"https://bread.example/@baker","note":"<p>I bake</p>","avatar":"https://bread.example/a.png"}""";

    private static final String STATUSES =
            """
                    [{"id":"103","created_at":"2023-01-03T10:00:00.000Z","in_reply_to_id":null,"in_reply_to_account_id":null,
                    "sensitive":false,"spoiler_text":"","visibility":"public","language":"en","uri":"https://bread.example/u/baker/s/103",
                    "url":"https://bread.example/@baker/103","replies_count":1,"reblogs_count":2,"favourites_count":7,
                    "content":"<p>The oven is on &amp; hot,<br>come in</p><p>Bread &lt; cake</p>","reblog":null,
                    "application":{"name":"Web","website":null},%1$s,"media_attachments":[],"mentions":[],"tags":[],"emojis":[],"card":null},
                    {"id":"102","created_at":"2023-01-02T10:00:00.000Z","in_reply_to_id":"99","in_reply_to_account_id":"5",
                    "spoiler_text":"About flour","visibility":"unlisted","language":"de","reblogs_count":0,"favourites_count":0,
                    "content":"<p><span class=\\"h-card\\"><a href=\\"https://mill.example/@miller\\" class=\\"u-url mention\\">@<span>miller</span></a></span> Mehl ist da</p>",
                    "reblog":null,%1$s,"mentions":[{"id":"5","username":"miller","url":"https://mill.example/@miller","acct":"miller@mill.example"}]},
                    {"id":"101","created_at":"2023-01-01T10:00:00.000Z","in_reply_to_id":null,"spoiler_text":"","visibility":"public",
                    "language":null,"reblogs_count":0,"favourites_count":0,"content":"<p>Flour is in</p>","reblog":{"id":"88",
                    "created_at":"2022-12-31T10:00:00.000Z","content":"<p>Flour is in</p>","spoiler_text":"","visibility":"public","account":
                    {"username":"miller","acct":"miller@mill.example","display_name":"The Miller","url":"https://mill.example/@miller"},
                    "favourites_count":50,"reblogs_count":60},%1$s,"mentions":[]},
                    {"id":"100","created_at":"2022-12-30T10:00:00.000Z","spoiler_text":"","visibility":"direct","reblogs_count":0,
                    "favourites_count":0,"content":"<p>Only for you</p>","reblog":null,%1$s,"mentions":[]}]
                    """
                    .formatted(ACCOUNT);

    private void assertRead(Timeline timeline) {
        assertEquals(List.of("103", "102", "101"), column(timeline, "id"));
        assertEquals(List.of("The oven is on & hot,\ncome in\n\nBread < cake", "About flour\n@miller@mill.example Mehl ist da",
                "RT @miller@mill.example: Flour is in"), texts(timeline));
        assertEquals(List.of("baker@bread.example"), handles(timeline));
        assertEquals("The Baker", timeline.authors().get(0).name());
        assertEquals("https://bread.example/a.png", timeline.authors().get(0).picture().orElseThrow().toString());
        assertEquals(List.of("7", "0", "0"), column(timeline, "likes"));
        assertEquals(List.of("2", "0", "0"), column(timeline, "retweets"));
        assertEquals(List.of("false", "false", "true"), column(timeline, "retweet"));
        assertEquals(List.of("false", "true", "false"), column(timeline, "reply"));
        assertEquals(List.of("en", "de", ""), column(timeline, "language"));
        assertEquals("Web", column(timeline, "app").get(0));
    }

    @Test
    void readsAnAnswerOfMastodon() {
        assertRead(Timeline.file(write("statuses.json", STATUSES)));
    }

    @Test
    void readsStatusesOfMastodonLineByLine() {
        String lines = STATUSES.strip().replace("\n", "").replace("},{\"id\"", "}\n{\"id\"");
        Path file = write("statuses.jsonl", lines.substring(1, lines.length() - 1) + "\n");

        assertRead(Timeline.file(file));
    }

    @Test
    void saysThatPostsForSomePeopleAreLeftOut() {
        List<String> notes = new ArrayList<>();
        TweetFile.read(write("statuses.json", STATUSES), FileColumns.recognized(), notes::add);

        assertEquals(1, notes.size());
        assertEquals(true, notes.get(0).startsWith("Left out 1 post of "), notes.get(0));
    }

    @Test
    void readsTheHandleWithTheServerWhereItIsThere() {
        String other = STATUSES.replace("\"acct\":\"baker\"", "\"acct\":\"baker@bread.example\"");
        assertEquals(List.of("baker@bread.example"), handles(Timeline.file(write("statuses.json", other))));
    }

    @Test
    void keepsAngleBracketsOfOtherFiles() {
        assertEquals(List.of("<p> is a tag &amp; more"), texts(Timeline.file(write("t.jsonl",
                "{\"content\":\"<p> is a tag &amp; more\",\"likeCount\":3}\n"))));
        assertFalse(texts(Timeline.file(write("statuses.json", STATUSES))).get(0).contains("<p>"));
    }
}
