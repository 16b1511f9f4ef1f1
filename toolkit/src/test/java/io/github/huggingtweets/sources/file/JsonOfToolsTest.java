package io.github.huggingtweets.sources.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tweets.Timeline;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** JSON as twarc, snscrape and the API write it. */
class JsonOfToolsTest extends FileOnDisk {

    /** As twarc 1 writes it: a tweet of version 1.1 in each line. The third comes from the stream, which cuts long tweets off. */
    static final String TWARC_1 = """
            {"created_at":"Sun Dec 31 14:36:59 +0000 2023","id":1741469000000000001,"id_str":"1741469000000000001",\
            "full_text":"The bread is out &amp; warm https://t.co/abc","truncated":false,"display_text_range":[0,27],\
            "entities":{"urls":[{"url":"https://t.co/abc","indices":[28,44]}]},\
            "source":"<a href=\\"http://twitter.com\\" rel=\\"nofollow\\">Twitter Web App</a>","in_reply_to_status_id":null,\
            "in_reply_to_status_id_str":null,"in_reply_to_user_id":null,"in_reply_to_screen_name":null,\
            "user":{"id":7,"id_str":"7","name":"The Baker","screen_name":"Baker_7","description":"text of a profile",\
            "favourites_count":99999,"created_at":"Tue Feb 02 10:00:00 +0000 2010","lang":"fr",\
            "profile_image_url_https":"https://pbs.example/7_normal.jpg"},"geo":null,"is_quote_status":false,\
            "retweet_count":3,"favorite_count":12,"favorited":false,"retweeted":true,"lang":"en"}
            {"created_at":"Sat Dec 30 09:00:00 +0000 2023","id_str":"1741469000000000002",\
            "full_text":"RT @Miller: A sack of flour is heavier than it looks,\
             and a sack of rye is heavier than a sack of\u2026",\
            "user":{"screen_name":"Baker_7","name":"The Baker"},"retweeted_status":{"id_str":"1741000000000000000",\
            "full_text":"A sack of flour is heavier than it looks, and a sack of rye is heavier than a sack of wheat,\
             as any back knows",\
            "user":{"screen_name":"Miller","name":"The Miller"},"favorite_count":70,"lang":"de"},"retweet_count":5,\
            "favorite_count":0,"lang":"en","retweeted":false}
            {"created_at":"Fri Dec 29 09:00:00 +0000 2023","id_str":"1741469000000000003","text":"@Miller That is a long\u2026",\
            "truncated":true,"extended_tweet":{"full_text":"@Miller That is a long answer, of which one sees all","entities":{}},\
            "in_reply_to_status_id_str":"1741000000000000000","in_reply_to_user_id":8,"in_reply_to_screen_name":"Miller",\
            "user":{"screen_name":"Baker_7","name":"The Baker"},"retweet_count":0,"favorite_count":1,"lang":"en",\
            "quoted_status":{"text":"cut\u2026","extended_tweet":{"full_text":"what was said before, to its end"},\
            "user":{"screen_name":"Miller"}}}
            {"limit":{"track":14,"timestamp_ms":"1703840400000"}}
            {"delete":{"status":{"id":1234,"id_str":"1234","user_id":3,"user_id_str":"3"}}}
            """;

    @Test
    void readsTwarc1() {
        Timeline timeline = Timeline.file(write("tweets.jsonl", TWARC_1));

        assertEquals(List.of(new Author("baker_7", "The Baker", Optional.of(URI.create("https://pbs.example/7_normal.jpg")))),
                timeline.authors());
        assertEquals(List.of("The bread is out &amp; warm https://t.co/abc",
                "RT @Miller: A sack of flour is heavier than it looks, and a sack of rye is heavier than a sack of wheat, as any"
                        + " back knows",
                "@Miller That is a long answer, of which one sees all"), texts(timeline));
        assertEquals(List.of("1741469000000000001", "1741469000000000002", "1741469000000000003"), column(timeline, "id"));
        assertEquals(List.of("2023-12-31T14:36:59", "2023-12-30T09:00", "2023-12-29T09:00"), times(timeline));
        assertEquals(List.of("false", "true", "false"), column(timeline, "retweet"));
        assertEquals(List.of("false", "false", "true"), column(timeline, "reply"));
        assertEquals(List.of("", "", "what was said before, to its end"), column(timeline, "quoted"));
        assertEquals(List.of("12", "0", "1"), column(timeline, "likes"));
        assertEquals(List.of("3", "5", "0"), column(timeline, "retweets"));
        assertEquals(List.of("en", "en", "en"), column(timeline, "language"));
        assertEquals(List.of("Twitter Web App", "", ""), column(timeline, "app"));
    }

    /** One answer of version 2 of the API, as twarc 2 keeps it: authors and tweets referred to come after the tweets. */
    static final String ANSWER = """
            {"data":[{"id":"11","author_id":"7","created_at":"2022-03-04T05:06:07.000Z","text":"Good morning from the oven",\
            "conversation_id":"11","lang":"en","source":"Twitter Web App","reply_settings":"everyone",\
            "public_metrics":{"retweet_count":2,"reply_count":1,"like_count":9,"quote_count":0}},\
            {"id":"12","author_id":"7","created_at":"2022-03-03T05:06:07.000Z","text":"RT @Miller: The wheel turns,\
             the stone tu\u2026",\
            "referenced_tweets":[{"type":"retweeted","id":"90"}],"public_metrics":{"retweet_count":4,"like_count":0}},\
            {"id":"13","author_id":"8","created_at":"2022-03-02T05:06:07.000Z","text":"@Baker_7 see this https://t.co/q",\
            "in_reply_to_user_id":"7","referenced_tweets":[{"id":"91","type":"quoted"},{"id":"11","type":"replied_to"}],\
            "public_metrics":{"retweet_count":0,"like_count":1},"lang":"en"},\
            {"id":"14","author_id":"7","created_at":"2022-03-01T05:06:07.000Z","text":"A long one that ends he\u2026",\
            "note_tweet":{"text":"A long one that ends here, with all that was to be said"},"lang":"en"}],\
            "includes":{"users":[{"id":"7","name":"The Baker","username":"Baker_7","created_at":"2010-02-02T10:00:00.000Z",\
            "public_metrics":{"followers_count":1}},{"id":"8","name":"The Miller","username":"Miller"}],\
            "tweets":[{"id":"90","author_id":"8","text":"The wheel turns, the stone turns, and the miller sleeps"},\
            {"id":"91","author_id":"8","text":"the quoted text"}],"media":[{"media_key":"3_1","type":"photo"}]},\
            "errors":[{"title":"Not Found Error","value":"5"}],"meta":{"result_count":4,"newest_id":"11"},\
            "__twarc":{"url":"https://api.twitter.com/2/search","version":"2.13.0"}}
            """;

    private static void assertAnswer(Timeline timeline) {
        assertEquals(List.of("baker_7", "miller"), handles(timeline));
        assertEquals(List.of("The Baker", "The Miller"), timeline.authors().stream().map(Author::name).toList());
        assertEquals(List.of("Good morning from the oven", "RT @Miller: The wheel turns, the stone turns, and the miller sleeps",
                "@Baker_7 see this https://t.co/q", "A long one that ends here, with all that was to be said"), texts(timeline));
        assertEquals(List.of("baker_7", "baker_7", "miller", "baker_7"), column(timeline, "handle"));
        assertEquals(List.of("11", "12", "13", "14"), column(timeline, "id"));
        assertEquals(List.of("false", "true", "false", "false"), column(timeline, "retweet"));
        assertEquals(List.of("false", "false", "true", "false"), column(timeline, "reply"));
        assertEquals(List.of("", "", "the quoted text", ""), column(timeline, "quoted"));
        assertEquals(List.of("9", "0", "1", ""), column(timeline, "likes"));
        assertEquals(List.of("2", "4", "0", ""), column(timeline, "retweets"));
        assertEquals("2022-03-04T05:06:07", times(timeline).get(0));
    }

    @Test
    void readsTwarc2() {
        assertAnswer(Timeline.file(write("pages.jsonl", ANSWER)));
    }

    @Test
    void readsPagesOfTwarc2WithNoTweetAndWithOne() {
        Timeline timeline = Timeline.file(write("pages.jsonl", """
                {"meta":{"result_count":0}}
                {"errors":[{"title":"Not Found Error"}]}
                """ + ANSWER + """
                {"data":{"id":"15","author_id":"9","text":"of a stream","created_at":"2021-01-01T00:00:00.000Z"},\
                "includes":{"users":[{"id":"9","name":"N","username":"nine"}]},"matching_rules":[{"id":1,"tag":null}]}
                """));

        assertEquals(List.of("baker_7", "miller", "nine"), handles(timeline));
        assertEquals("of a stream", texts(timeline).get(4));
    }

    /** Without the expansion that adds the authors, only their ids distinguish them. */
    @Test
    void namesAuthorsByIdInAnAnswerWithoutUsers() {
        Timeline timeline = Timeline.file(write("bare.json", """
                {"data":[{"id":"11","text":"one","author_id":"7"},{"id":"12","text":"two","author_id":"8"}]}
                """));

        assertEquals(List.of("7", "8"), handles(timeline));
        assertEquals(List.of("elsewhere"), handles(Timeline.file(write("elsewhere.json",
                "{\"data\":[{\"id\":\"11\",\"text\":\"one\"}]}"))));
    }

    @Test
    void readsTwarc2Flattened() {
        assertAnswer(Timeline.file(write("flat.jsonl", """
                {"id":"11","author_id":"7","created_at":"2022-03-04T05:06:07.000Z","text":"Good morning from the oven",\
                "lang":"en",\
                "public_metrics":{"retweet_count":2,"like_count":9},"author":{"id":"7","name":"The Baker","username":"Baker_7",\
                "public_metrics":{"tweet_count":3},"created_at":"2010-02-02T10:00:00.000Z","description":"no text"}}
                {"referenced_tweets":[{"type":"retweeted","id":"90","author_id":"8",\
                "text":"The wheel turns, the stone turns, and the miller sleeps","author":{"username":"Miller",\
                "name":"The Miller"},\
                "referenced_tweets":[{"type":"quoted","id":"1","text":"none of ours"}]}],\
                "id":"12","created_at":"2022-03-03T05:06:07.000Z","text":"RT @Miller: The wheel turns, the stone tu\u2026",\
                "public_metrics":{"retweet_count":4,"like_count":0},"author":{"name":"The Baker","username":"Baker_7"}}
                {"id":"13","created_at":"2022-03-02T05:06:07.000Z","text":"@Baker_7 see this https://t.co/q",\
                "in_reply_to_user_id":"7","in_reply_to_user":{"username":"Baker_7","name":"The Baker"},\
                "referenced_tweets":[{"id":"91","text":"the quoted text","type":"quoted"}],\
                "public_metrics":{"retweet_count":0,"like_count":1},"author":{"name":"The Miller","username":"Miller"}}
                {"id":"14","created_at":"2022-03-01T05:06:07.000Z","text":"A long one that ends he\u2026",\
                "note_tweet":{"text":"A long one that ends here, with all that was to be said"},\
                "author":{"name":"The Baker","username":"Baker_7"}}
                """)));
    }

    @Test
    void readsAPrettyPrintedAnswer() {
        assertAnswer(Timeline.file(write("response.json", ANSWER.replace(",\"", ",\n  \"").replace("{", "{\n  "))));
    }

    @Test
    void readsAListOfTweetsOfVersion1() {
        String list = "[" + TWARC_1.lines().limit(3).reduce((one, other) -> one + ",\n" + other).orElseThrow() + "]";
        Timeline expected = Timeline.file(write("tweets.jsonl", TWARC_1));

        for (String form : List.of(list, list.replace(",\"", ",\n\t\"").replace("{", "{\n"), "\uFEFF \n" + list.replace("\n", ""),
                "{\"statuses\": " + list + ", \"search_metadata\": {\"count\": 3}}")) {
            Timeline timeline = Timeline.file(write("timeline.json", form));

            assertEquals(expected.table().toString(), timeline.table().toString());
            assertEquals(expected.authors(), timeline.authors());
        }
    }

    @Test
    void readsTheTweetsOfAnArchiveWithoutTheirAssignment() {
        Timeline timeline = Timeline.file(write("tweets.json", """
                [ { "tweet" : { "id_str" : "5", "full_text" : "from an archive", "created_at" : "Thu Feb 01 08:00:00 +0000 2024",
                    "favorite_count" : "7" } } ]
                """));

        assertEquals(List.of("from an archive"), texts(timeline));
        assertEquals(List.of("7"), column(timeline, "likes"));
    }

    @Test
    void readsNanAsMissing() {
        Timeline timeline = Timeline.file(write("data.jsonl", """
                {"text":"one two three","likes":NaN,"id":NaN}
                {"text":"four five six","likes":7.0,"id":8}
                """));

        assertEquals(List.of("", "7"), column(timeline, "likes"));
        assertEquals(List.of("", "8"), column(timeline, "id"));
    }

    /** Version 0.3 has {@code content}, version 0.7 renamed it, and both write null for missing values. */
    @Test
    void readsSnscrape() {
        Timeline timeline = Timeline.file(write("user.jsonl", """
                {"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/Baker_7/status/21",\
                "date":"2021-07-08T09:10:11+00:00","content":"First loaf of the year https://t.co/x",\
                "renderedContent":"First loaf of the year example.com/loaf","id":21,\
                "user":{"_type":"snscrape.modules.twitter.User",\
                "username":"Baker_7","id":7,"displayname":"The Baker","description":"d","created":"2010-02-02T10:00:00+00:00",\
                "profileImageUrl":"https://pbs.example/7.jpg"},"replyCount":0,"retweetCount":1,"likeCount":6,"quoteCount":0,\
                "conversationId":21,"lang":"en","source":"<a href=\\"https://x.example\\">An App</a>","sourceLabel":"An App",\
                "outlinks":null,"media":null,"retweetedTweet":null,"quotedTweet":null,"inReplyToTweetId":null,\
                "inReplyToUser":null,\
                "mentionedUsers":null}
                {"_type":"snscrape.modules.twitter.Tweet","date":"2021-07-07T09:10:11+02:00",\
                "rawContent":"RT @Miller: It is rai\u2026",\
                "renderedContent":"RT @Miller: It is rai\u2026","id":22,"user":{"username":"Baker_7","displayname":"The Baker"},\
                "retweetCount":4,"likeCount":0,"lang":"en","retweetedTweet":{"rawContent":"It is raining into the flour again",\
                "id":20,"user":{"username":"Miller","displayname":"The Miller"},"quotedTweet":null},"quotedTweet":null,\
                "inReplyToTweetId":null,"username":"Baker_7","content":"RT @Miller: It is rai\u2026"}
                {"_type":"snscrape.modules.twitter.Tweet","date":"2021-07-06T09:10:11+00:00",\
                "rawContent":"@Miller and who is it?",\
                "id":23,"user":{"username":"Baker_7","displayname":"The Baker"},"retweetCount":0,"likeCount":2,"lang":"en",\
                "quotedTweet":{"rawContent":"Somebody knocks","user":{"username":"Miller"}},"inReplyToTweetId":20,\
                "inReplyToUser":{"username":"Miller","id":8}}
                """));

        assertEquals(List.of(new Author("baker_7", "The Baker", Optional.of(URI.create("https://pbs.example/7.jpg")))),
                timeline.authors());
        assertEquals(List.of("First loaf of the year https://t.co/x", "RT @Miller: It is raining into the flour again",
                "@Miller and who is it?"), texts(timeline));
        assertEquals(List.of("2021-07-08T09:10:11", "2021-07-07T07:10:11", "2021-07-06T09:10:11"), times(timeline));
        assertEquals(List.of("false", "true", "false"), column(timeline, "retweet"));
        assertEquals(List.of("false", "false", "true"), column(timeline, "reply"));
        assertEquals(List.of("", "", "Somebody knocks"), column(timeline, "quoted"));
        assertEquals(List.of("6", "0", "2"), column(timeline, "likes"));
        assertEquals(List.of("1", "4", "0"), column(timeline, "retweets"));
        assertEquals(List.of("21", "22", "23"), column(timeline, "id"));
        assertEquals("An App", column(timeline, "app").get(0));
    }

    @Test
    void readsOurOwnColumnsAsJsonLines() {
        Timeline timeline = Timeline.file(write("cache.jsonl", """
                {"id":"1","handle":"baker","time":"2024-02-03T04:05:06Z","text":"One","quoted":"another",\
                "retweet":false,"reply":true,\
                "likes":5,"retweets":1,"language":"en","app":"An App"}
                {"id":"2","handle":"baker","time":null,"text":"RT @miller: Two","quoted":"","retweet":true,"reply":false,\
                "likes":null,"retweets":null,"language":"","app":""}
                """));

        assertEquals(List.of("One", "RT @miller: Two"), texts(timeline));
        assertEquals(List.of("2024-02-03T04:05:06", ""), times(timeline));
        assertEquals(List.of("true", "false"), column(timeline, "reply"));
        assertEquals(List.of("false", "true"), column(timeline, "retweet"));
        assertEquals(List.of("another", ""), column(timeline, "quoted"));
        assertEquals(List.of("5", ""), column(timeline, "likes"));
    }

    @Test
    void readsAListInALineLongerThan64Megabytes() {
        String text = "x".repeat(1 << 16);
        StringBuilder tweets = new StringBuilder("{\"data\":[");
        int count = (64 << 20 >> 16) + 40;
        for (int i = 0; i < count; i++) {
            tweets.append(i == 0 ? "" : ",").append("{\"text\":\"").append(text).append("\"}");
        }
        Timeline timeline = Timeline.file(write("big.json", tweets.append("]}").toString()));

        assertEquals(count, timeline.size());
    }

    private static List<String> times(Timeline timeline) {
        return timeline.table().dateTimeColumn("time").asList().stream()
                .map(time -> time == null ? "" : time.toString()).toList();
    }
}
