package io.github.huggingtweets.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableCacheTest {

    @TempDir
    private Path folder;

    private final RecordedDownload recorded = new RecordedDownload();
    private final InventedAccount pip = new InventedAccount("pip").posts(35);

    private Download download() {
        return Download.of(pip).cacheIn(folder).listener(recorded);
    }

    private static List<String> ids(Timeline timeline) {
        return timeline.table().stringColumn("id").asList();
    }

    /** {@return the ids from one number down to 1} */
    private static List<String> down(int from) {
        return IntStream.range(0, from).mapToObj(i -> String.valueOf(from - i)).toList();
    }

    @Test
    void setsADamagedCacheAsideAndDownloadsAgain() throws IOException {
        download().timeline();
        Path tweets = folder.resolve("nowhere/@pip/tweets.jsonl");
        Files.writeString(tweets, Files.readString(tweets).replace("\"tweet number 30\"", "'tweet number 30'"));
        pip.asked.clear();

        assertEquals(down(35), ids(download().timeline()));

        assertEquals(5, pip.asked.size());
        Path aside = folder.resolve("nowhere/@pip/set-aside-1");
        assertEquals(List.of("The cache is damaged: Line 6 of " + tweets + " is not a tweet. It is now in " + aside
                + ", and the tweets of @pip are downloaded again."), recorded.notes);
        assertEquals(35, Files.readAllLines(aside.resolve("tweets.jsonl")).size());
    }

    @Test
    void downloadsNothingWhenInterruptedBefore() {
        Thread.currentThread().interrupt();

        assertEquals("The download was interrupted before it began.",
                assertThrows(CancellationException.class, () -> download().timeline()).getMessage());
        assertEquals(List.of(), pip.asked);
    }

    @Test
    void setsTheTweetsOfAnotherAccountWithTheSameHandleAside() {
        download().timeline();
        InventedAccount other = new InventedAccount("pip").posts(3);
        other.id = "43";

        Timeline timeline = Download.of(other).cacheIn(folder).listener(recorded).timeline();

        assertEquals(35, timeline.size(), "without the network nobody knows yet");
        assertEquals(down(3), ids(timeline.refresh()));
        assertEquals(1, recorded.notes.stream().filter(note -> note.startsWith("@pip is another account")).count());
    }
}
