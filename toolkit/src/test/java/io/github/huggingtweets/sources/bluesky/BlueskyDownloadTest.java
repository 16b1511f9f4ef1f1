package io.github.huggingtweets.sources.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.tweets.Download;
import io.github.huggingtweets.tweets.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole downloads from Bluesky. */
class BlueskyDownloadTest {

    @TempDir
    private Path folder;

    private final AppView bluesky = new AppView();
    private final List<Progress> progress = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void stop() {
        bluesky.close();
    }

    private Download download() {
        Download download = Download.of(BlueskyAccount.of("pip.bsky.social", bluesky.address())).cacheIn(folder);
        return download.listener(new ProgressListener() {
            @Override
            public void onProgress(Progress state) {
                progress.add(state);
            }

            @Override
            public void onNote(String note) {
                notes.add(note);
            }
        });
    }

    private static List<String> texts(int from, int to) {
        return IntStream.rangeClosed(to, from).mapToObj(i -> "This is post number " + (from + to - i) + ".").toList();
    }

    private static List<String> texts(Timeline timeline) {
        return timeline.table().stringColumn("text").asList();
    }

    @Test
    void getsAllPostsAndThenOnlyNewerOnes() {
        bluesky.posts(250);
        Timeline before = download().timeline();
        bluesky.asked.clear();
        bluesky.posts(120);
        Timeline cached = download().timeline();
        assertEquals(List.of(), bluesky.asked, "all comes from the cache");
        Timeline after = cached.refresh();

        assertEquals(texts(250, 1), texts(before));
        assertEquals(texts(370, 1), texts(after));
        assertEquals(3, bluesky.asked.size(), "the profile, and two pages until what is known");
        assertEquals("370 tweets of Pip 🦜 (@pip.bsky.social) from Bluesky", progress.get(progress.size() - 1).line());
        assertEquals(1, progress.get(progress.size() - 1).fraction());
    }

    @Test
    void recognizesBlueskyByTheHandle() {
        bluesky.posts(30);
        System.setProperty(BlueskyAccount.SERVER, bluesky.address());
        try {
            Timeline timeline = Download.handles("@Pip.bsky.social", "https://bsky.app/profile/pip.bsky.social", AppView.DID)
                    .cacheIn(folder).listener(progress::add).timeline();

            assertEquals(texts(30, 1), texts(timeline), "each post once, whatever its author is called");
            assertEquals(2, bluesky.asked.stream().filter(asked -> asked.get("method").endsWith("getProfile")).count());
            assertEquals(30, timeline.refresh().size());
        } finally {
            System.clearProperty(BlueskyAccount.SERVER);
        }
    }

    @Test
    void resumesAfterAnInterruption() {
        bluesky.posts(250);
        bluesky.planned.addAll(List.of(AppView.Planned.asUsual(), AppView.Planned.asUsual(),
                AppView.Planned.refusal(403, "Forbidden", "No more")));

        assertThrows(TweetSourceException.class, () -> download().timeline());
        bluesky.asked.clear();

        assertEquals(texts(250, 1), texts(download().timeline()));
        assertEquals(4, bluesky.asked.size(), "the profile, and the two pages and the empty one that were missing");
    }

    @Test
    void stopsAtTheRateLimitIfAskedTo() {
        bluesky.posts(150);
        bluesky.planned.addAll(List.of(AppView.Planned.asUsual(), AppView.Planned.asUsual(),
                new AppView.Planned(429, Map.of("ratelimit-reset", "4000000000"), "{\"error\":\"RateLimitExceeded\"}", false)));

        assertEquals(texts(150, 51), texts(download().stopAtRateLimit().timeline()));
        assertEquals(1, notes.stream().filter(note -> note.startsWith("Bluesky was asked too often")).count());
        assertEquals(texts(150, 1), texts(download().timeline()));
    }

    @Test
    void waitsForRateLimitsAndServersOutOfOrder() {
        bluesky.posts(150);
        bluesky.planned.addAll(List.of(
                new AppView.Planned(502, Map.of("Retry-After", "0"), "{\"error\":\"UpstreamFailure\"}", false),
                AppView.Planned.asUsual(),
                new AppView.Planned(429, Map.of("ratelimit-reset", "1000000000"), "{\"error\":\"RateLimitExceeded\"}", false),
                AppView.Planned.asUsual(),
                new AppView.Planned(200, Map.of(), "{\"feed\":[],\"cursor\":\"a lie\"}", true)));

        assertEquals(texts(150, 1), texts(download().timeline()));
        assertEquals(3, progress.stream().map(Progress::line).filter(line -> line.contains(" · waiting for "))
                .map(line -> line.replaceFirst(".* · waiting for (.*) until .*", "$1")).distinct().count());
        assertTrue(progress.size() < 30, "not told more often than anybody can read: " + progress.size());
    }
}
