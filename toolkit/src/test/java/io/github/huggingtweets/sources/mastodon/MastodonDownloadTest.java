package io.github.huggingtweets.sources.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.mastodon.MastodonOnLoopback.Planned;
import io.github.huggingtweets.tweets.Download;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole downloads over HTTP into the cache. Each one uses a new account object, which remembers nothing of earlier ones. */
class MastodonDownloadTest {

    private static final Planned BROKEN = Planned.of(422, "{\"error\":\"no\"}");

    @TempDir
    private Path folder;

    private final MastodonOnLoopback server = new MastodonOnLoopback();
    private final List<String> notes = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private Download download() {
        return Download.of(server.account("@Pip@social.example")).cacheIn(folder).listener(new ProgressListener() {
            @Override
            public void onNote(String note) {
                notes.add(note);
            }

            @Override
            public void onProgress(Progress state) {
                progress.add(state);
            }
        });
    }

    private static void assertHolds(Timeline timeline, int newest) {
        assertEquals(IntStream.range(0, newest).mapToObj(i -> "Post " + (newest - i) + " of a mouse").toList(),
                timeline.table().stringColumn("text").asList());
    }

    private List<String> pagesAsked() {
        return server.asked.stream().filter(address -> address.contains("/statuses"))
                .map(address -> address.split("\\?")[1]).toList();
    }

    private String id(int number) {
        return String.valueOf(113_000_000_000_000_000L + number * 1_000L);
    }

    @Test
    void asksTheServerThatAVariableNames() {
        server.posts(3);
        System.setProperty(MastodonAccount.SERVER, server.addresses().apply("social.example") + "/");
        try {
            assertHolds(Download.handles("@Pip@other.example").cacheIn(folder).listener(progress::add).timeline(), 3);
            assertTrue(server.asked.stream().allMatch(asked -> asked.startsWith("social.example ")), server.asked.toString());
        } finally {
            System.clearProperty(MastodonAccount.SERVER);
        }
    }

    @Test
    void getsAllPostsAndThenOnlyNewerOnes() {
        server.account.put("statuses_count", 100);
        server.posts(100);

        Timeline timeline = download().timeline();

        assertHolds(timeline, 100);
        assertEquals(List.of("limit=40", "limit=40&max_id=" + id(61), "limit=40&max_id=" + id(21)), pagesAsked());
        assertEquals("40 of about 100 tweets of Pip the Mouse (@pip@social.example) from Mastodon", progress.get(1).line());
        server.asked.clear();
        assertHolds(download().timeline(), 100);
        assertEquals(List.of(), server.asked, "the cache has them");
        server.posts(45);
        assertHolds(timeline.refresh(), 145);
        assertEquals(List.of("limit=40&since_id=" + id(100), "limit=40&max_id=" + id(106) + "&since_id=" + id(100)),
                pagesAsked());
    }

    @Test
    void resumesAfterAnInterruption() {
        server.posts(130);
        server.plan("/statuses", page(""), page("&max_id=" + id(91)), BROKEN);

        String message = assertThrows(TweetSourceException.class, () -> download().timeline()).getMessage();

        assertTrue(message.endsWith("80 tweets of @pip@social.example are kept, and the next call continues from there."),
                message);
        server.posts(1);
        server.asked.clear();
        Timeline whole = download().timeline();
        assertEquals(130, whole.size(), "what came later is for refresh()");
        assertEquals(List.of("limit=40&max_id=" + id(51), "limit=40&max_id=" + id(11)), pagesAsked());
        assertHolds(whole.refresh(), 131);
    }

    /** {@return the usual answer of the server} */
    private Planned page(String more) {
        return server.page("limit=40" + more);
    }

    @Test
    void asksAgainForAPageThatWasCut() {
        server.posts(60);
        server.plan("/statuses", new Planned(200, Map.of(), "[{\"id\":\"1\",\"content\":\"half a", true));

        assertHolds(download().timeline(), 60);
        assertEquals(List.of("limit=40", "limit=40", "limit=40&max_id=" + id(21)), pagesAsked());
        assertTrue(progress.stream().map(Progress::line).filter(line -> line.contains("waiting for")).findFirst().orElseThrow()
                .contains("waiting for another try (social.example has cut the connection"));
    }

    @Test
    void stopsAtARateLimitAndResumesLater() {
        server.posts(60);
        server.plan("/statuses", page(""), new Planned(429, Map.of("X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", Instant.now().plusSeconds(250).toString()), "{\"error\":\"Too many requests\"}", false));

        assertEquals(40, download().stopAtRateLimit().timeline().size());
        assertTrue(notes.get(0).startsWith("social.example was asked too often, and answers again at "),
                notes.get(0));
        assertHolds(download().timeline(), 60);
    }

    @Test
    void saysWhereAnAccountHasMovedTo() {
        server.posts(2);
        server.account.putObject("moved").put("acct", "pip@new.example");

        assertHolds(download().timeline(), 2);
        assertEquals(List.of("@pip@social.example has moved to @pip@new.example; the newer posts are there."), notes);
    }

    @Test
    void countsPostsWithoutTextButLearnsNothingFromThem() {
        server.posts(30);
        server.post("");

        Timeline timeline = download().timeline();

        assertEquals(31, timeline.size());
        assertEquals(30, timeline.clean().tweets().size());
    }

    @Test
    void refusesAnAccountWithoutPublicPosts() {
        server.post("<p>hush</p>").put("visibility", "private");

        assertEquals("@pip@social.example has no tweets on Mastodon that everybody can read; name another account.",
                assertThrows(TweetSourceException.class, () -> download().timeline()).getMessage());
    }
}
