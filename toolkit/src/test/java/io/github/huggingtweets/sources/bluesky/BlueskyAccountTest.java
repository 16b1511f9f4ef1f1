package io.github.huggingtweets.sources.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads profiles and pages of Bluesky, and explains its refusals. */
class BlueskyAccountTest {

    private static final String FRIEND = "did:plc:z72i7hdynmk6r22z27h6tvur";

    private final AppView bluesky = new AppView();
    private final BlueskyAccount pip = BlueskyAccount.of("@Pip.bsky.social", bluesky.address() + "/");

    @AfterEach
    void stop() {
        bluesky.close();
    }

    private Page newest() {
        return pip.page(Optional.empty(), Optional.empty(), 100);
    }

    private Tweet only(ObjectNode item) {
        bluesky.add(item);
        List<Tweet> tweets = newest().tweets();
        assertEquals(1, tweets.size());
        return tweets.get(0);
    }

    private static ObjectNode at(ObjectNode json, String... path) {
        ObjectNode found = json;
        for (String name : path) {
            found = (ObjectNode) found.path(name);
        }
        return found;
    }

    /** {@return another account's post that Pip reposts, an hour after the time of the post with that number} */
    private static ObjectNode repost(int number, String text) {
        ObjectNode item = AppView.post(number, text);
        at(item, "post").put("uri", "at://" + FRIEND + "/app.bsky.feed.post/3kfriend" + number)
                .set("author", AppView.person(FRIEND, "friend.example"));
        item.putObject("reason").put("$type", "app.bsky.feed.defs#reasonRepost")
                .put("uri", "at://" + AppView.DID + "/app.bsky.feed.repost/3krepost" + number)
                .put("indexedAt", AppView.FIRST_POST.plusSeconds(3_600L * number).toString())
                .set("by", AppView.person(AppView.DID, AppView.HANDLE));
        return item;
    }

    private static ArrayNode asksToBeHidden(ObjectNode person) {
        return ((ArrayNode) person.path("labels")).add(AppView.json("""
                {"src": "did:plc:z72i7hdynmk6r22z27h6tvur", "val": "!no-unauthenticated", "cts": "1970-01-01T00:00:00.000Z"}"""));
    }

    @Test
    void readsTheProfile() {
        Profile profile = bluesky.posts(7).asked.isEmpty() ? pip.profile() : null;

        assertEquals(AppView.DID, profile.id());
        assertEquals("pip.bsky.social", profile.author().handle());
        assertEquals("Pip 🦜", profile.author().name());
        assertEquals(Optional.of(URI.create("https://cdn.bsky.app/img/avatar/plain/" + AppView.DID + "/bafkreia@jpeg")),
                profile.author().picture());
        assertEquals(OptionalInt.of(7), profile.tweets());
        assertEquals(Map.of("method", "app.bsky.actor.getProfile", "actor", "pip.bsky.social"), bluesky.asked.get(0));
    }

    @Test
    void readsAProfileWithMissingFields() {
        bluesky.profile.remove(List.of("displayName", "avatar", "labels"));
        bluesky.profile.put("avatar", "no picture");

        Profile profile = BlueskyAccount.of(AppView.DID, bluesky.address()).profile();

        assertEquals("pip.bsky.social", profile.author().handle(), "rather than the DID that was asked for");
        assertEquals("pip.bsky.social", profile.author().name());
        assertEquals(Optional.empty(), profile.author().picture());
    }

    @Test
    void readsAPost() {
        Tweet tweet = only(AppView.post(1, "Good morning &\n日本 🦜"));

        assertEquals(Tweet.text("Good morning &\n日本 🦜").id("at://" + AppView.DID + "/app.bsky.feed.post/3kpost1")
                .time(Instant.parse("2024-05-06T08:08:09.123Z")).likes(3).retweets(2).language("en").build(), tweet);
    }

    @Test
    void readsAReply() {
        ObjectNode item = AppView.post(1, "Yes!");
        at(item, "post", "record").set("reply", AppView.json("""
                {"root": {"uri": "at://a/app.bsky.feed.post/1", "cid": "b"},
                 "parent": {"uri": "at://a/app.bsky.feed.post/2", "cid": "c"}}"""));

        assertTrue(only(item).reply());
    }

    @Test
    void distinguishesRepostsFromPosts() {
        ObjectNode item = repost(5, "Words of somebody else, and a link to example.com/a...");
        at(item, "post", "record").set("reply", AppView.json("{}"));
        at(item, "post", "record").putArray("facets").add(AppView.json("""
                {"index": {"byteStart": 38, "byteEnd": 54}, "features": [
                 {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com/abc"}]}"""));
        bluesky.add(AppView.post(4, "Mine."));

        bluesky.add(item);
        Tweet repost = newest().tweets().get(0);

        assertEquals("RT @friend.example: Words of somebody else, and a link to https://example.com/abc", repost.text());
        assertEquals("at://" + AppView.DID + "/app.bsky.feed.repost/3krepost5", repost.id());
        assertEquals(Optional.of(Instant.parse("2024-05-06T12:08:09.123Z")), repost.time());
        assertTrue(repost.retweet() && !repost.reply());
    }

    @Test
    void keepsARepostOfTheAuthorsOwnPost() {
        ObjectNode own = AppView.post(1, "As I said.");
        ObjectNode again = own.deepCopy();
        again.putObject("reason").put("$type", "app.bsky.feed.defs#reasonRepost").put("indexedAt", "2024-06-01T00:00:00.000Z");
        bluesky.add(own).add(again);

        List<Tweet> tweets = newest().tweets();

        assertEquals(List.of("RT @pip.bsky.social: As I said.", "As I said."), tweets.stream().map(Tweet::text).toList());
        assertEquals(2, tweets.stream().map(Tweet::id).distinct().count());
    }

    @Test
    void putsAPinnedPostInItsPlaceOnce() {
        bluesky.posts(120);
        ObjectNode early = bluesky.feed.get(118).deepCopy();
        ObjectNode late = bluesky.feed.get(3).deepCopy();
        ObjectNode taken = bluesky.feed.remove(50);
        for (ObjectNode pinned : List.of(early, late, taken)) {
            pinned.putObject("reason").put("$type", "app.bsky.feed.defs#reasonPin");
        }
        bluesky.planned.add(new AppView.Planned(200, Map.of(), AppView.json("{\"cursor\":\"2024\"}").set("feed",
                AppView.json("{\"a\":[]}").withArray("a").add(early).add(late).add(taken).addAll(bluesky.feed.subList(0, 97)))
                .toString(), false));

        List<String> texts = newest().tweets().stream().map(Tweet::text).toList();

        assertEquals(98, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assertEquals("This is post number " + (120 - i) + ".", texts.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"app.bsky.embed.record#view, /embed/record", "app.bsky.embed.recordWithMedia#view, /embed/record/record"})
    void readsQuotedPosts(String type, String place) {
        ObjectNode item = AppView.post(1, "How true!");
        ObjectNode other = AppView.json("""
                {"$type": "app.bsky.embed.record#viewRecord", "uri": "at://b/app.bsky.feed.post/1", "value": {
                 "$type": "app.bsky.feed.post", "text": "See a.example/b...", "facets": [
                 {"index": {"byteStart": 4, "byteEnd": 18}, "features": [
                 {"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/bcd"}]}]}}""");
        other.set("author", AppView.person(FRIEND, "friend.example"));
        ObjectNode embed = at(item, "post").putObject("embed").put("$type", type);
        (place.endsWith("record/record") ? embed.putObject("record").put("$type", "app.bsky.embed.record#view") : embed)
                .set("record", other);
        ObjectNode hidden = item.deepCopy();
        asksToBeHidden((ObjectNode) hidden.at("/post" + place + "/author"));

        assertEquals("See https://a.example/bcd", only(item).quoted());
        bluesky.feed.clear();
        assertEquals("", only(hidden).quoted());
    }

    @Test
    void ignoresQuotedListsAndDeletedPosts() {
        for (String record : List.of("{\"$type\":\"app.bsky.embed.record#viewNotFound\",\"notFound\":true}",
                "{\"$type\":\"app.bsky.embed.record#viewBlocked\",\"blocked\":true}",
                "{\"$type\":\"app.bsky.graph.defs#listView\",\"name\":\"A list\"}")) {
            ObjectNode item = AppView.post(1, "Look!");
            at(item, "post").putObject("embed").put("$type", "app.bsky.embed.record#view").set("record", AppView.json(record));
            bluesky.feed.clear();
            assertEquals("", only(item).quoted());
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2019-01-02T03:04:05+09:00, 2019-01-01T18:04:05Z", // brought along from elsewhere
        "2093-01-02T03:04:05Z, 2024-05-06T08:08:10.623Z",
        "0001-01-01T00:00:00Z, 2024-05-06T08:08:10.623Z",
        "yesterday, 2024-05-06T08:08:10.623Z",
        "-, 2024-05-06T08:08:10.623Z"})
    void replacesImpossibleTimes(String created, Instant expected) {
        ObjectNode item = AppView.post(1, "Now.");
        at(item, "post", "record").put("createdAt", created);

        assertEquals(Optional.of(expected), only(item).time());
    }

    @Test
    void respectsTheWishToBeHidden() {
        ObjectNode hidden = repost(2, "Not for everybody.");
        asksToBeHidden(at(hidden, "post", "author"));
        bluesky.add(AppView.post(1, "For everybody.")).add(hidden).add(repost(3, "This too."));
        assertEquals(List.of("RT @friend.example: This too.", "For everybody."),
                newest().tweets().stream().map(Tweet::text).toList());

        asksToBeHidden(bluesky.profile);
        assertEquals("@pip.bsky.social asks on Bluesky to be shown only to readers who have an account there, and this program"
                + " reads without one; name another account.",
                assertThrows(TweetSourceException.class, pip::profile).getMessage());
    }

    @Test
    void asksPageByPage() {
        bluesky.posts(150);

        Page first = newest();
        Page second = pip.page(first.next(), Optional.of("any"), 100);
        Page third = pip.page(second.next(), Optional.empty(), 100);

        assertEquals(List.of(100, 50, 0), List.of(first.tweets().size(), second.tweets().size(), third.tweets().size()));
        assertEquals(Optional.empty(), third.next());
        assertEquals(Map.of("method", "app.bsky.feed.getAuthorFeed", "actor", "pip.bsky.social", "limit", "100",
                "filter", "posts_with_replies", "includePins", "false", "cursor", first.next().orElseThrow()),
                bluesky.asked.get(1));
    }

    @Test
    void explainsAMissingAccount() {
        BlueskyAccount nobody = BlueskyAccount.of("nobody.example", bluesky.address());

        assertEquals("There is no @nobody.example on Bluesky; check the handle, which is in the address of the profile,"
                + " https://bsky.app/profile/...", assertThrows(TweetSourceException.class, nobody::profile).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | AccountTakedown | Account has been suspended | Bluesky has suspended @pip.bsky.social"
                + " (\"Account has been suspended\"); name",
        "400 | AccountDeactivated | Account is deactivated | @pip.bsky.social has deactivated the account on Bluesky, which",
        "400 | BlockedActor | Requester has blocked actor: x | Bluesky does not return the posts of @pip.bsky.social"
                + " (\"Requester has blocked actor: x\"), status 400 from 127.0.0.1; check",
        "403 | Forbidden | Go away | Bluesky does not return the posts of @pip.bsky.social (\"Go away\"), status 403"})
    void explainsRefusals(int status, String error, String message, String expected) {
        bluesky.planned.add(AppView.Planned.refusal(status, error, message));
        bluesky.planned.add(AppView.Planned.refusal(status, error, message));

        for (TweetSourceException refusal : List.of(assertThrows(TweetSourceException.class, pip::profile),
                assertThrows(TweetSourceException.class, this::newest))) {
            assertTrue(refusal.getMessage().startsWith(expected), refusal.getMessage());
            assertEquals(TweetSourceException.class, refusal.getClass(), "asking again would not help");
        }
    }

    @Test
    void recognizesTemporaryFailures() {
        bluesky.planned.add(new AppView.Planned(429, Map.of("ratelimit-reset", "2000000000", "ratelimit-remaining", "0"),
                "{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}", false));
        bluesky.planned.add(AppView.Planned.refusal(502, "UpstreamFailure", "Upstream Failure"));
        bluesky.posts(3).planned.add(new AppView.Planned(200, Map.of(), "{\"feed\":[" + bluesky.feed.get(0) + "]}", true));

        Instant reset = assertThrows(RateLimitException.class, this::newest).reset();
        assertTrue(Math.abs(reset.getEpochSecond() - 2_000_000_000L) < 60, "to the minute, for two clocks differ: " + reset);
        assertThrows(TemporaryFailureException.class, this::newest);
        assertThrows(TemporaryFailureException.class, this::newest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | no feed", "{\"feed\":[{\"post\":{}}]} | a post has no uri", "[] | no feed"})
    void explainsAnAnswerOfAnotherServer(String body, String why) {
        bluesky.planned.add(new AppView.Planned(200, Map.of(), body, false));

        assertEquals("127.0.0.1 does not answer as Bluesky does (" + why + "); is HUGGINGTWEETS_BLUESKY set, and not to the"
                + " right server?", assertThrows(TweetSourceException.class, this::newest).getMessage());
    }
}
