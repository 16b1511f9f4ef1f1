package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    @TempDir
    private Path folder;

    private final RecordedDownload recorded = new RecordedDownload();
    private final InventedAccount pip = new InventedAccount("pip").posts(35);

    private Download download() {
        return Download.of(pip).cacheIn(folder).listener(recorded).retries(recorded.retries());
    }

    private static List<String> ids(Timeline timeline) {
        return timeline.table().stringColumn("id").asList();
    }

    /** {@return the ids from one number down to another} */
    private static List<String> down(int from, int to) {
        return IntStream.rangeClosed(to, from).map(i -> from + to - i).mapToObj(String::valueOf).toList();
    }

    @Test
    void downloadsAllTweetsPageByPage() {
        Timeline timeline = download().timeline();

        assertEquals(down(35, 1), ids(timeline));
        assertEquals(List.of("profile", "newest", "before 26", "before 16", "before 6"), pip.asked);
        assertEquals("Pip 1", timeline.authors().get(0).name());
        assertEquals(34, timeline.table().intColumn("likes").get(1));
        assertEquals(Stream.of("0 of about 35", "10 of about 35", "20 of about 35", "30 of about 35", "35 of about 35", "35")
                .map(amount -> amount + " tweets of Pip 1 (@pip) from Nowhere").toList(), recorded.lines());
    }

    @Test
    void downloadsNoMorePagesThanNeeded() {
        assertEquals(down(35, 20), ids(download().atMost(16).timeline()));
        assertEquals(List.of("profile", "newest", "before 26"), pip.asked);
        assertEquals("16 tweets of Pip 1 (@pip) from Nowhere", recorded.lines().get(3), "the cache has 20");
    }

    @Test
    void readsTheCacheWithoutTheNetwork() {
        download().timeline();
        pip.asked.clear();

        assertEquals(down(35, 1), ids(download().timeline()));
        assertEquals(down(35, 31), ids(download().atMost(5).timeline()));
        assertEquals(List.of(), pip.asked);
        assertTrue(recorded.notes.get(0).startsWith("35 tweets of Pip 1 (@pip) on Nowhere from the cache of 3 February 2026"),
                recorded.notes.get(0));
    }

    @Test
    void downloadsOlderTweetsWhenMoreAreWanted() {
        download().atMost(15).timeline();
        pip.posts(3).asked.clear();

        assertEquals(down(35, 9), ids(download().atMost(27).timeline()));
        assertEquals(List.of("profile", "before 16"), pip.asked);
    }

    @Test
    void refreshesOnlyNewerTweets() {
        Timeline before = download().timeline();
        pip.posts(12).asked.clear();

        Timeline after = before.refresh();

        assertEquals(down(47, 1), ids(after));
        assertEquals(35, before.size());
        assertEquals(List.of("profile", "newest since 35", "before 38 since 35"), pip.asked);
        assertEquals(List.of("12 tweets of @pip came from Nowhere that the cache did not have."), recorded.notes);
        assertEquals(down(50, 1), ids(refreshedAfter(3, after)));
    }

    private Timeline refreshedAfter(int tweets, Timeline timeline) {
        pip.posts(tweets);
        return timeline.refresh();
    }

    @Test
    void refreshesToTheSameTweetsWhenNothingIsNew() {
        Timeline timeline = download().timeline();
        pip.asked.clear();

        assertEquals(down(35, 1), ids(timeline.refresh()));
        assertEquals(List.of("profile", "newest since 35"), pip.asked);
        assertEquals(List.of("@pip has written nothing on Nowhere since."), recorded.notes);
    }

    @Test
    void fillsTheGapOfAnInterruptedRefresh() {
        Timeline timeline = download().timeline();
        pip.posts(45).answers(2).fails(new TweetSourceException("The disk of the network is full."));
        assertThrows(TweetSourceException.class, timeline::refresh);
        pip.posts(15).answers(2).fails(new TweetSourceException("The disk of the network is full."));
        assertThrows(TweetSourceException.class, timeline::refresh);
        pip.asked.clear();

        assertEquals(down(95, 1), ids(download().timeline()));
        assertEquals(List.of("profile", "before 86 since 80", "before 71 since 35", "before 61 since 35", "before 51 since 35",
                "before 41 since 35"), pip.asked, "what was found the second time is joined to what was found the first time");
    }

    @Test
    void resumesAfterAFailure() {
        pip.answers(3).fails(new TweetSourceException("The network refuses."));

        TweetSourceException failure = assertThrows(TweetSourceException.class, () -> download().timeline());
        assertEquals("The network refuses. 20 tweets of @pip are kept, and the next call continues from there.",
                failure.getMessage());
        pip.asked.clear();

        assertEquals(down(35, 1), ids(download().timeline()));
        assertEquals(List.of("profile", "before 16", "before 6"), pip.asked);
    }

    @Test
    void losesNothingWhenAListenerThrows() {
        Download broken = download().listener(state -> {
            if (state.line().startsWith("20 of")) {
                throw new IllegalStateException("no place to show this");
            }
        });

        assertThrows(IllegalStateException.class, broken::timeline);
        pip.asked.clear();

        assertEquals(down(35, 1), ids(download().timeline()));
        assertEquals(List.of("profile", "before 16", "before 6"), pip.asked);
    }

    @Test
    void keepsTheTweetsOfAnInterruptedDownload() {
        pip.beforePage = () -> {
            if (pip.asked.size() == 4) {
                Thread.currentThread().interrupt();
            }
        };

        CancellationException stopped = assertThrows(CancellationException.class, () -> download().timeline());

        assertEquals("The download was interrupted. 30 tweets of @pip are kept, and the next call continues from there.",
                stopped.getMessage());
        assertEquals("Stopped at 30 of about 35 tweets of Pip 1 (@pip) from Nowhere", recorded.lastLine());
        assertFalse(Thread.currentThread().isInterrupted(), "what comes next is not interrupted too");
        assertEquals(down(35, 1), ids(download().timeline()));
    }

    @Test
    void retriesAfterATemporaryFailure() {
        pip.answers(2);
        for (int i = 0; i < 4; i++) {
            pip.fails(new TemporaryFailureException("The connection was cut.", null));
        }

        assertEquals(down(35, 1), ids(download().timeline()));
        assertEquals(5, pip.asked.stream().filter("before 26"::equals).count());
    }

    @Test
    void givesUpAfterFiveFailuresAndSaysWhatIsKept() {
        pip.answers(2);
        for (int i = 0; i < 5; i++) {
            pip.fails(new TemporaryFailureException("The connection was cut.", null));
        }

        TweetSourceException failure = assertThrows(TweetSourceException.class, () -> download().timeline());

        assertEquals("The connection was cut. 10 tweets of @pip are kept, and the next call continues from there.",
                failure.getMessage());
        assertEquals("Failed at 10 of about 35 tweets of Pip 1 (@pip) from Nowhere", recorded.lastLine());
    }

    @Test
    void waitsAtARateLimitUntilTheResetAndCountsTheSeconds() {
        Instant reset = recorded.now.plusSeconds(900);
        pip.answers(2).fails(new RateLimitException("Too many requests.", reset));

        assertEquals(down(35, 1), ids(download().timeline()));

        assertEquals(reset, recorded.now, "no sooner, and hardly later");
        List<String> pauses = recorded.lines().stream().filter(line -> line.contains("waiting")).toList();
        String waiting = "10 of about 35 tweets of Pip 1 (@pip) from Nowhere · waiting for the rate limit until "
                + DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH).format(reset.atZone(ZoneId.systemDefault()));
        assertEquals(900, pauses.size());
        assertEquals(waiting + ", 15:00 left", pauses.get(0));
        assertEquals(waiting + ", 0:01 left", pauses.get(899));
    }

    @Test
    void waitsLongerEachTimeWhenTheResetIsInThePast() {
        for (int i = 0; i < 5; i++) {
            pip.fails(new RateLimitException("Too many requests.", recorded.now.minusSeconds(60)));
        }
        Instant before = recorded.now;

        assertEquals(down(35, 1), ids(download().timeline()));

        assertEquals(Duration.ofMillis(1 + 2 + 4 + 8 + 16), Duration.between(before, recorded.now));
    }

    private RateLimitException askAgainAtNoon() {
        return new RateLimitException("Nowhere was asked too often; ask again at noon.", recorded.now.plusSeconds(900));
    }

    @Test
    void stopsAtARateLimitWithTheTweetsSoFar() {
        pip.answers(3).fails(askAgainAtNoon());
        Instant before = recorded.now;

        assertEquals(down(35, 16), ids(download().stopAtRateLimit().timeline()));

        assertEquals(before, recorded.now);
        assertEquals("Stopped at 20 of about 35 tweets of Pip 1 (@pip) from Nowhere", recorded.lastLine());
        assertEquals(List.of("Nowhere was asked too often; ask again at noon. 20 tweets of @pip are kept, and the next call"
                + " continues from there."), recorded.notes);
        assertEquals(down(35, 1), ids(download().stopAtRateLimit().timeline()));
    }

    @Test
    void failsAtARateLimitBeforeTheFirstTweet() {
        pip.answers(1).fails(askAgainAtNoon());

        assertThrows(RateLimitException.class, () -> download().stopAtRateLimit().timeline());
    }

    @Test
    void joinsAndRefreshesSeveralAccounts() {
        InventedAccount sam = new InventedAccount("sam").posts(12);
        Timeline both = Download.of(pip, sam, pip).cacheIn(folder).listener(recorded).retries(recorded.retries()).timeline();
        pip.posts(2);
        sam.posts(3);

        Timeline newer = both.refresh();

        assertEquals(List.of("pip", "sam"), both.authors().stream().map(Author::handle).toList());
        assertEquals(35 + 12, both.size());
        assertEquals(37 + 15, newer.size());
        assertEquals(15, newer.table().stringColumn("handle").isEqualTo("sam").size());
        assertEquals(1, pip.asked.stream().filter("newest"::equals).count(), "who is named twice is asked once");
    }

    @Test
    void downloadsTheOthersWhenOneFails() {
        InventedAccount sam = new InventedAccount("sam").fails(new TweetSourceException("There is no @sam on Nowhere."));
        InventedAccount eve = new InventedAccount("eve").posts(12);
        Download all = Download.of(pip, sam, eve).cacheIn(folder).listener(recorded).retries(recorded.retries());

        String failure = assertThrows(TweetSourceException.class, all::timeline).getMessage();

        assertEquals("1 of 3 accounts could not be downloaded. @sam: There is no @sam on Nowhere. The tweets of @pip, @eve are"
                + " downloaded and kept; leave out the accounts that fail, or ask for all again, and nothing is downloaded twice.",
                failure);
        pip.asked.clear();
        eve.asked.clear();
        sam.posts(5);
        Timeline whole = all.timeline();
        assertEquals(35 + 5 + 12, whole.size());
        assertEquals(List.of(), pip.asked);
        assertEquals(List.of(), eve.asked);
    }

    @Test
    void refreshesTheOthersWhenOneFails() {
        InventedAccount sam = new InventedAccount("sam").posts(5);
        Download both = Download.of(sam, pip).cacheIn(folder).listener(recorded).retries(recorded.retries());
        Timeline timeline = both.timeline();
        pip.posts(2);
        sam.fails(new TweetSourceException("@sam is gone."));

        assertTrue(assertThrows(TweetSourceException.class, timeline::refresh).getMessage().startsWith(
                "1 of 2 accounts could not be downloaded. @sam: @sam is gone."));
        assertEquals(5 + 37, both.timeline().size());
    }

    @Test
    void stopsAtOnceWhenItIsInterrupted() {
        InventedAccount sam = new InventedAccount("sam").posts(5);
        pip.beforePage = () -> Thread.currentThread().interrupt();

        assertThrows(CancellationException.class,
                Download.of(pip, sam).cacheIn(folder).listener(recorded).retries(recorded.retries())::timeline);
        assertEquals(List.of(), sam.asked);
    }

    @Test
    void refusesAnAccountWithoutTweets() {
        InventedAccount silent = new InventedAccount("silent");
        Download download = Download.of(silent).cacheIn(folder).listener(recorded);

        assertEquals("@silent has no tweets on Nowhere that everybody can read; name another account.",
                assertThrows(TweetSourceException.class, download::timeline).getMessage());
        silent.posts(1);
        assertEquals(1, download.timeline().size());
    }

    @Test
    void refusesInvalidSettings() {
        assertThrows(IllegalArgumentException.class, () -> download().atMost(0));
        assertThrows(IllegalArgumentException.class, Download::of);
    }

    @Test
    void refusesToRefreshAnArchive() {
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> Timeline.sample().refresh());

        assertEquals("The source of this timeline has no newer tweets to ask for; read it again instead.", failure.getMessage());
    }
}
