package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks whose cursors do not lead to older tweets. */
class StuckDownloadTest {

    @TempDir
    private Path folder;

    private final RecordedDownload recorded = new RecordedDownload();
    private final List<String> asked = new ArrayList<>();

    /** An account whose pages a function makes of the cursor, which is 0 for the newest tweets. */
    private record Feed(List<String> asked, int announced, Function<Integer, Page> pages) implements Account {

        @Override
        public String network() {
            return "Nowhere";
        }

        @Override
        public String handle() {
            return "pip";
        }

        @Override
        public Profile profile() {
            return new Profile(new Author("pip", "Pip", Optional.empty()), "42", OptionalInt.of(announced));
        }

        @Override
        public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
            asked.add(cursor.orElse("newest"));
            return pages.apply(cursor.map(Integer::parseInt).orElse(0));
        }
    }

    private static Page page(int firstTweet, int tweets, int next) {
        return new Page(IntStream.range(firstTweet, firstTweet + tweets)
                .mapToObj(i -> Tweet.text("tweet " + i).id("t" + i).handle("pip").build()).toList(),
                Optional.of(String.valueOf(next)));
    }

    private Timeline download(int announced, Function<Integer, Page> pages) {
        return Download.of(new Feed(asked, announced, pages)).cacheIn(folder).listener(recorded).retries(recorded.retries())
                .timeline();
    }

    private void assertStuck(int tweets) {
        assertEquals(1, recorded.notes.size(), recorded.notes.toString());
        assertEquals(
                "Nowhere gives no older tweets of @pip, although it says that there are some: it names the same pages again. "
                        + tweets + " tweets of @pip are kept, and the next call continues from there.",
                recorded.notes.get(0));
    }

    @Test
    void saysThatACursorNeverMoves() {
        Function<Integer, Page> pages = cursor -> page(cursor == 0 ? 0 : 10, 10, 7);

        assertEquals(20, download(500, pages).size());
        assertStuck(20);
        assertEquals(List.of("newest", "7"), asked);
    }

    @Test
    void asksAgainAtTheNextCall() {
        download(500, cursor -> page(cursor == 0 ? 0 : 10, 10, 7));
        asked.clear();
        recorded.notes.clear();

        Timeline timeline = download(500, cursor -> cursor == 7 ? page(20, 10, 9) : new Page(List.of(), Optional.empty()));
        assertEquals(30, timeline.size());
        assertEquals(List.of("7", "9"), asked);
        assertEquals(List.of(), recorded.notes);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void saysThatCursorsGoInACircle(int round) {
        assertEquals(10 * (round + 1), download(500, cursor -> page(10 * cursor, 10, 1 + cursor % round)).size());
        assertStuck(10 * (round + 1));
    }

    @Test
    void saysThatEverNewCursorsBringNothing() {
        assertEquals(10, download(500, cursor -> page(0, cursor == 0 ? 10 : 0, cursor + 1)).size());
        assertStuck(10);
        assertEquals(21, asked.size());
    }

    @Test
    void refusesAnAccountWhoseCursorBringsNothing() {
        assertTrue(assertThrows(TweetSourceException.class, () -> download(500, cursor -> page(0, 0, 7))).getMessage()
                .startsWith("Nowhere gives no older tweets of @pip"));
    }

    @Test
    void takesAnEmptyPageThatNamesItselfForTheEndIfNothingIsMissing() {
        assertEquals(10, download(10, cursor -> page(0, cursor == 0 ? 10 : 0, 7)).size());
        assertEquals(List.of(), recorded.notes);
    }

    @Test
    void goesOnAfterSomePagesWithoutTweets() {
        assertEquals(20, download(20, cursor -> cursor == 15 ? new Page(page(10, 10, 0).tweets(), Optional.empty())
                : page(0, cursor == 0 ? 10 : 0, cursor + 1)).size());
        assertEquals(List.of(), recorded.notes);
    }
}
