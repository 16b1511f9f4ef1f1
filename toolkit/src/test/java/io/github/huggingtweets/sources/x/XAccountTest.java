package io.github.huggingtweets.sources.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads an account through both versions of the X API. */
class XAccountTest {

    private static final String LONG_TEXT = "A long tweet. ".repeat(100) + "Its end.";

    /** The versions, and how a test makes an account for each. */
    enum Version {
        V2 {
            @Override
            Account alice(Map<String, String> environment) {
                return XApi.v2("@Alice", environment);
            }
        },
        V1 {
            @Override
            Account alice(Map<String, String> environment) {
                return XApi.v1("@Alice", environment);
            }
        };

        abstract Account alice(Map<String, String> environment);
    }

    private final XServer server = new XServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheProfile(Version version) {
        Profile profile = version.alice(XServer.BEARER).profile();

        assertEquals("alice", profile.author().handle());
        assertEquals("Alice A.", profile.author().name());
        assertEquals(Optional.of(URI.create("https://pbs.twimg.com/profile_images/1/a_400x400.jpg")), profile.author().picture());
        assertEquals("7", profile.id());
        assertEquals(OptionalInt.of(4711), profile.tweets());
    }

    @ParameterizedTest
    @EnumSource
    void readsAllPages(Version version) {
        server.posts = XPost.some(3_250);

        List<Tweet> tweets = tweets(version.alice(XServer.BEARER), Optional.empty());

        assertEquals(3_200, tweets.size());
        assertEquals(server.posts.stream().limit(3_200).map(post -> String.valueOf(post.id())).toList(),
                tweets.stream().map(Tweet::id).toList());
        assertEquals(version == Version.V2 ? 32 : 0, server.asked("/2/users/7/tweets").size());
        int pagesOfV1 = server.asked("/1.1/statuses/user_timeline.json").size();
        assertEquals(version == Version.V1 ? 17 : 0, pagesOfV1, "the last one is empty");
    }

    @ParameterizedTest
    @EnumSource
    void readsOnlyNewerTweets(Version version) {
        server.posts = XPost.some(500);
        String known = String.valueOf(server.posts.get(250).id());

        assertEquals(250, tweets(version.alice(XServer.BEARER), Optional.of(known)).size());
    }

    @ParameterizedTest
    @EnumSource
    void distinguishesTweetsRepliesRetweetsAndQuotes(Version version) {
        server.posts = XPost.some(10);

        List<Tweet> tweets = tweets(version.alice(XServer.USER), Optional.empty());

        for (int i = 0; i < 10; i++) {
            XPost post = server.posts.get(i);
            Tweet tweet = tweets.get(i);
            assertEquals(post.text(), tweet.text());
            assertEquals(post.retweeted() != null, tweet.retweet(), post.text());
            assertEquals(post.reply(), tweet.reply(), post.text());
            assertEquals(post.quoted() == null ? "" : post.quoted().text(), tweet.quoted());
            assertEquals(Optional.of(post.time()), tweet.time());
            assertEquals(OptionalInt.of(post.likes()), tweet.likes());
            assertEquals(OptionalInt.of(2), tweet.retweets());
            assertEquals("en", tweet.language());
            assertEquals(version == Version.V2 ? "" : "Twitter Web App", tweet.app());
        }
        assertTrue(tweets.get(1).text().contains("&amp; so on"), "the cleaning resolves entities");
    }

    @Test
    void readsTheWholeTextOfLongTweets() {
        XPost longPost = XPost.of(3_000, LONG_TEXT);
        XPost longOther = new XPost(1_500, "bob", LONG_TEXT, false, null, null);
        server.posts = List.of(longPost, new XPost(2_000, "alice", "RT @bob: " + LONG_TEXT, false, longOther, null),
                new XPost(1_000, "alice", "See this", false, null, longOther));

        List<Tweet> tweets = tweets(XApi.v2("alice", XServer.BEARER), Optional.empty());

        assertEquals(List.of(LONG_TEXT, "RT @bob: " + LONG_TEXT, "See this"), tweets.stream().map(Tweet::text).toList());
        assertEquals(List.of("", "", LONG_TEXT), tweets.stream().map(Tweet::quoted).toList());
    }

    @Test
    void readsTheWholeTextOfRetweetsInVersionOne() {
        String text = "x".repeat(200) + " &lt;end&gt;";
        XPost other = new XPost(1_500, "bob", text, false, null, new XPost(1_400, "eve", "What bob quotes", false, null, null));
        server.posts = List.of(new XPost(2_000, "alice", "RT @bob: " + text, false, other, null));

        Tweet tweet = tweets(XApi.v1("alice", XServer.BEARER), Optional.empty()).get(0);

        assertEquals("RT @bob: " + text, tweet.text());
        assertEquals("What bob quotes", tweet.quoted());
    }

    @Test
    void readsFieldsThatAreNamedPosts() {
        server.plan("/tweets", XServer.Answer.of(200, """
                {"data": [
                   {"id": "30", "text": "The beginning…", "note_post": {"text": "The beginning and the end"}},
                   {"id": "20", "text": "RT @bob: A lon…", "referenced_posts": [{"type": "retweeted", "id": "10"}]}],
                 "includes": {"posts": [{"id": "10", "text": "A long story"}]},
                 "meta": {"result_count": 2}}"""));

        List<Tweet> tweets = XApi.v2("alice", XServer.BEARER).page(Optional.empty(), Optional.empty(), 3_200).tweets();

        assertEquals(List.of("The beginning and the end", "RT @bob: A long story"), tweets.stream().map(Tweet::text).toList());
        assertEquals(List.of(false, true), tweets.stream().map(Tweet::retweet).toList());
    }

    @Test
    void continuesAfterAnEmptyPage() {
        server.posts = XPost.some(150);
        server.plan("/tweets", XServer.Answer.of(200, "{\"meta\":{\"result_count\":0,\"next_token\":\"token100\"}}"));

        Page empty = XApi.v2("alice", XServer.BEARER).page(Optional.empty(), Optional.empty(), 3_200);

        assertEquals(new Page(List.of(), Optional.of("token100")), empty);
    }

    @Test
    void continuesBeforeTheOldestTweetOfAPageWithoutMeta() {
        server.plan("/tweets", XServer.Answer.of(200, "{\"data\": [{\"id\": \"30\", \"text\": \"a\"}, {\"id\": \"20\","
                + " \"text\": \"b\"}]}"));
        server.posts = List.of(XPost.of(30, "a"), XPost.of(20, "b"), XPost.of(10, "c"));

        assertEquals(List.of("30", "20", "10"),
                tweets(XApi.v2("alice", XServer.BEARER), Optional.empty()).stream().map(Tweet::id).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"many\"", "99999999999", "1e400", "2.5", "-3", "null", "[]"})
    void takesACountThatIsNoNumberForUnknown(String count) {
        String tweet = "\"id\": \"30\", \"text\": \"a\", ";
        server.plan("/tweets", XServer.Answer.of(200, "{\"data\": [{" + tweet + "\"public_metrics\": {\"like_count\": " + count
                + ", \"retweet_count\": 2}}], \"meta\": {\"result_count\": " + count + "}}"));
        server.plan("/user_timeline.json", XServer.Answer.of(200, "[{" + tweet + "\"favorite_count\": " + count
                + ", \"retweet_count\": 2}]"));

        for (Version version : Version.values()) {
            Tweet read = version.alice(XServer.BEARER).page(Optional.empty(), Optional.empty(), 100).tweets().get(0);
            assertEquals(OptionalInt.empty(), read.likes());
            assertEquals(OptionalInt.of(2), read.retweets());
        }
    }

    @ParameterizedTest
    @EnumSource
    void returnsOneEmptyPageForAnAccountWithoutTweets(Version version) {
        Page page = version.alice(XServer.BEARER).page(Optional.empty(), Optional.empty(), 3_200);

        assertEquals(new Page(List.of(), Optional.empty()), page);
    }

    @ParameterizedTest
    @EnumSource
    void continuesFromACursorInAnotherProcess(Version version) {
        server.posts = XPost.some(400);
        Optional<String> cursor = version.alice(XServer.BEARER).page(Optional.empty(), Optional.empty(), 3_200).next();

        List<Tweet> next = version.alice(XServer.BEARER).page(cursor, Optional.empty(), 3_200).tweets();

        int pageSize = version == Version.V2 ? 100 : 200;
        assertEquals(String.valueOf(server.posts.get(pageSize).id()), next.get(0).id());
    }

    @ParameterizedTest
    @EnumSource
    void signsWithTheKeysOfAUser(Version version) {
        version.alice(XServer.USER).profile();

        assertEquals("OAuth", server.asked.get(0).scheme());
    }

    @ParameterizedTest
    @EnumSource
    void fetchesTheBearerTokenOfAnAppOnce(Version version) {
        server.posts = XPost.some(3);
        Account alice = version.alice(XServer.APP);
        alice.profile();
        alice.page(Optional.empty(), Optional.empty(), 3_200);

        assertEquals(List.of("Basic", "Bearer", "Bearer"), server.asked.stream().map(XServer.Asked::scheme).toList());
    }

    @Test
    void checksSignaturesAsDocumentedInTheTestServer() {
        // https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature
        Map<String, String> parameters = Map.of(
                "status", "Hello Ladies + Gentlemen, a signed OAuth request!",
                "include_entities", "true",
                "oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog",
                "oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
                "oauth_signature_method", "HMAC-SHA1",
                "oauth_timestamp", "1318622958",
                "oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                "oauth_version", "1.0");

        String signature = OAuthSignature.of("POST", "https://api.x.com/1.1/statuses/update.json", parameters,
                "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

        assertEquals("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=", signature);
    }

    private static List<Tweet> tweets(Account account, Optional<String> newerThan) {
        account.profile();
        List<Tweet> tweets = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page page = account.page(cursor, newerThan, 3_200);
            tweets.addAll(page.tweets());
            cursor = page.next();
        } while (cursor.isPresent());
        assertFalse(tweets.isEmpty());
        assertEquals(tweets.size(), new HashSet<>(tweets.stream().map(Tweet::id).toList()).size(), "each comes once");
        return tweets;
    }
}
