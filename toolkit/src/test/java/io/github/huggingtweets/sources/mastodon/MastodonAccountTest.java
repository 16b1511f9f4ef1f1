package io.github.huggingtweets.sources.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
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

class MastodonAccountTest {

    private final MastodonOnLoopback server = new MastodonOnLoopback();
    private final MastodonAccount pip = server.account("pip@social.example");

    @AfterEach
    void stop() {
        server.close();
    }

    private Page firstPage() {
        return pip.page(Optional.empty(), Optional.empty(), 100);
    }

    private Tweet only() {
        List<Tweet> tweets = firstPage().tweets();
        assertEquals(1, tweets.size());
        return tweets.get(0);
    }

    @Test
    void readsTheProfile() {
        assertEquals(new Profile(new Author("pip@social.example", "Pip the Mouse",
                Optional.of(URI.create("https://files.social.example/pip.png"))),
                MastodonOnLoopback.ACCOUNT_ID, OptionalInt.of(3)), pip.profile());
        server.account.put("display_name", "").put("statuses_count", -1)
                .put("avatar", "https://social.example/avatars/original/missing.png");
        assertEquals(new Profile(new Author("pip@social.example", "Pip", Optional.empty()),
                MastodonOnLoopback.ACCOUNT_ID, OptionalInt.empty()), pip.profile());
        assertEquals("Mastodon", pip.network());
    }

    @Test
    void findsTheServerOfAWebSiteByWebFinger() {
        server.posts(1);
        MastodonAccount account = server.account("pip@site.example");

        assertEquals("pip@site.example", account.profile().author().handle());
        assertEquals(1, account.page(Optional.empty(), Optional.empty(), 100).tweets().size());
        assertEquals(List.of("site.example /api/v1/accounts/lookup?acct=pip",
                "site.example /.well-known/webfinger?resource=acct:pip@site.example",
                "social.example /api/v1/accounts/lookup?acct=pip",
                "social.example /api/v1/accounts/109000000000000007/statuses?limit=40"), server.asked);
    }

    @Test
    void explainsAWebSiteWithoutAccounts() {
        String message = assertThrows(TweetSourceException.class, () -> server.account("bo@site.example").profile()).getMessage();
        assertTrue(message.startsWith("site.example answers with something else than JSON (text/html)"), message);
    }

    @Test
    void readsAPost() {
        server.post("<p>Cheese &amp; <a href=\"https://social.example/tags/crumbs\" class=\"mention hashtag\" rel=\"tag\">#<span>"
                + "crumbs</span></a></p>")
                .put("language", "fr").putObject("application").put("name", "Tusky").put("website", "https://tusky.app");

        assertEquals(Tweet.text("Cheese & #crumbs").id("113000000000001000").time(Instant.parse("2024-05-01T12:00:00Z"))
                .likes(2).retweets(1).language("fr").app("Tusky").build(), only());
    }

    @Test
    void readsAReblogAsARetweetWithItsServer() {
        ObjectNode reblog = server.post("<p>Not mine</p>");
        server.posts.clear();
        reblog.put("language", "de").putObject("account").put("acct", "ann@far.example");
        server.post("<p>Not mine</p>").putNull("language").set("reblog", reblog);

        assertEquals("RT @ann@far.example: Not mine", only().text());
        assertTrue(only().retweet());
        assertFalse(only().reply());
        assertEquals("de", only().language());
        reblog.putObject("account").put("acct", "bo");
        assertEquals("RT @bo@social.example: Not mine", only().text());
    }

    @Test
    void readsAnswersToAnybodyAsReplies() {
        server.post("<p>Yes</p>").put("in_reply_to_id", "5").put("in_reply_to_account_id", MastodonOnLoopback.ACCOUNT_ID);
        assertTrue(only().reply());
        server.posts.get(0).putNull("in_reply_to_id").put("in_reply_to_account_id", "8");
        assertTrue(only().reply(), "the answered post was deleted");
    }

    @Test
    void readsContentWarningsAndMentions() {
        ObjectNode post = server.post("<p><a href=\"https://far.example/@ann\" class=\"u-url mention\">@<span>ann</span></a> eek"
                + "</p>");
        post.put("spoiler_text", "A cat & its paws").putArray("mentions").addObject().put("id", "9").put("username", "ann")
                .put("url", "https://far.example/@ann").put("acct", "ann@far.example");

        assertEquals("A cat & its paws\n@ann@far.example eek", only().text());
    }

    @Test
    void readsOnlyAcceptedQuotes() {
        ObjectNode quoted = server.post("<p>Mice fly</p>");
        server.posts.clear();
        ObjectNode post = server.post("<p class=\"quote-inline\">RE: <a href=\"https://s.example/1\">https://s.example/1</a></p>"
                + "<p>No</p>");
        post.putObject("quote").put("state", "accepted").set("quoted_status", quoted);
        assertEquals("No", only().text());
        assertEquals("Mice fly", only().quoted());
        post.putObject("quote").put("state", "revoked").putNull("quoted_status");
        assertEquals("", only().quoted());
        post.putObject("quote").put("state", "accepted").put("quoted_status_id", "1");
        assertEquals("", only().quoted());
        post.set("quote", quoted);
        assertEquals("Mice fly", only().quoted(), "Akkoma");
        quoted.put("visibility", "private");
        assertEquals("", only().quoted());
    }

    @Test
    void readsAPictureAsAPostWithoutText() {
        server.post("").putArray("media_attachments").addObject().put("type", "image").put("description", "A mouse");

        assertEquals("", only().text());
    }

    @ParameterizedTest
    @CsvSource({"public, 1", "unlisted, 1", "private, 0", "direct, 0", "local, 0"})
    void readsOnlyPublicPosts(String visibility, int posts) {
        server.post("<p>hush</p>").put("visibility", visibility);

        assertEquals(posts, firstPage().tweets().size());
    }

    @Test
    void followsTheLinkHeaderToTheLastPage() {
        server.posts(100);

        Page first = firstPage();
        Page second = pip.page(first.next(), Optional.empty(), 100);
        Page third = pip.page(second.next(), Optional.empty(), 100);

        assertEquals(List.of(40, 40, 20), List.of(first.tweets().size(), second.tweets().size(), third.tweets().size()));
        assertEquals("Post 60 of a mouse", second.tweets().get(0).text());
        assertEquals(first.tweets().get(39).id(), first.next().orElseThrow());
        assertEquals(Optional.empty(), third.next());
    }

    @Test
    void endsWithAnEmptyPageWithoutALinkHeader() {
        server.posts(10);
        server.saysWhereToGoOn = false;

        Page page = firstPage();

        assertEquals(page.tweets().get(9).id(), page.next().orElseThrow());
        assertEquals(new Page(List.of(), Optional.empty()), pip.page(page.next(), Optional.empty(), 100));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<https://s.example/x?limit=40&max_id=01H%2BZ>; rel=\"next\", <https://s.example/x?min_id=9>; rel=\"prev\"|01H+Z",
        "<https://s.example/x?min_id=9>; rel=\"prev\", <https://s.example/x?max_id=7&limit=40>; rel=next|7",
        "<https://s.example/x?min_id=9>; rel=\"prev\"|",
        "<https://s.example/x?page=2>; rel=\"next\"|3",
        "<https://s.example/style.css>; rel=preload|3"})
    void readsTheLinkHeaderOfEveryServer(String link, String next) {
        server.plan("/statuses", new MastodonOnLoopback.Planned(200, Map.of("Link", link), "[{\"id\":\"3\"}]", false));

        assertEquals(Optional.ofNullable(next), firstPage().next());
    }

    @Test
    void asksOnlyForNewerPosts() {
        server.posts(3);
        assertEquals(1, pip.page(Optional.empty(), Optional.of(server.posts.get(1).path("id").asText()), 100).tweets().size());
    }

    @Test
    void readsLimitedAndMovedAccountsWithANote() {
        server.account.put("limited", true).putObject("moved").put("acct", "pip@new.example");
        server.posts(1);

        assertEquals(Optional.of("@pip@social.example has moved to @pip@new.example; the newer posts are there."),
                pip.profile().note());
        assertEquals("Post 1 of a mouse", only().text());
    }
}
