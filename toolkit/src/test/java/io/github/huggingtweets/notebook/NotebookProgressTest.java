package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.hub.HubListener;
import io.github.huggingtweets.hub.HubProgress;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.network.DownloadListener;
import io.github.huggingtweets.sources.network.DownloadProgress;
import io.github.huggingtweets.training.Progress;
import io.github.huggingtweets.training.TrainingListener;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NotebookProgressTest {

    private long now = 1_000_000_000_000L;
    private final List<DisplayData> displayed = new ArrayList<>();
    private final List<DisplayData> updates = new ArrayList<>();
    private final NotebookProgress bar = new NotebookProgress(new ChangingBar(() -> now, displayed::add, updates::add));

    private void step(int step, int of, double loss, long remainingSeconds, long millisecondsLater) {
        now += Duration.ofMillis(millisecondsLater).toNanos();
        bar.onStep(new Progress(step, of, loss, OptionalDouble.empty(), 1_234.4, Duration.ofSeconds(remainingSeconds)));
    }

    private static String text(DisplayData data) {
        return (String) data.getData(MIMEType.TEXT_PLAIN);
    }

    @Test
    void saysHowFarItIsInOneLine() {
        step(1, 1_200, Double.NaN, 3_900, 10);
        step(12, 1_200, 3.41249, 65, 1_000);

        assertEquals("Step 1 of 1,200 · 1,234 tokens a second · 1 h 5 min left", text(displayed.get(0)));
        assertEquals("Step 12 of 1,200 · loss 3.412 · 1,234 tokens a second · 1 min 5 s left", text(updates.get(0)));
    }

    @Test
    void changesOneOutputInPlace() {
        step(1, 4, 3, 9, 300);
        step(2, 4, 3, 6, 300);
        step(3, 4, 3, 3, 300);

        assertEquals(1, displayed.size());
        assertEquals(2, updates.size());
        assertFalse(displayed.get(0).getDisplayId().isEmpty());
        updates.forEach(update -> assertEquals(displayed.get(0).getDisplayId(), update.getDisplayId()));
        assertEquals(List.of("25.0", "50.0", "75.0"), java.util.stream.Stream.concat(displayed.stream(), updates.stream())
                .map(data -> Page.of((String) data.getData(MIMEType.TEXT_HTML)))
                .map(page -> page.attributes("div", "style").stream().collect(Collectors.joining()).replaceAll("[^0-9.]", ""))
                .toList());
    }

    @Test
    void changesAtMostFiveTimesASecondAndShowsTheEndInAnyCase() {
        for (int step = 1; step <= 1_000; step++) {
            step(step, 1_000, 2.5, 0, 3);
        }

        assertTrue(updates.size() <= 16, updates.size() + " changes in 3 seconds");
        assertTrue(updates.size() >= 14, updates.size() + " changes in 3 seconds");
        assertEquals("1,000 steps in 3 s · loss 2.500 · 1,234 tokens a second", text(updates.get(updates.size() - 1)));
    }

    private static HubProgress hub(String file, long bytes, boolean done) {
        return new HubProgress("gpt2", file, bytes, 548_000_000, 3.1e6, Optional.empty(), done);
    }

    @Test
    void saysInHoursHowLongASlowDownloadTakes() {
        HubProgress slow = new HubProgress("gpt2", "model.safetensors", 0, 7_384_000, 1_000, Optional.empty(), false);

        assertEquals("gpt2: model.safetensors · 0.0 of 7.4 MB · 0.0 MB a second · 2:03:04 left", slow.toString());
    }

    @Test
    void showsDownloadsFromTheHubInTheSameWay() {
        NotebookHubProgress download = new NotebookHubProgress(new ChangingBar(() -> now, displayed::add, updates::add));
        download.onProgress(hub("model.safetensors", 137_000_000, false));
        download.onProgress(hub("", 548_000_000, true));

        assertEquals("gpt2: model.safetensors · 137 of 548 MB · 3.1 MB a second · 2:12 left", text(displayed.get(0)));
        assertEquals("gpt2: 548 MB downloaded · 3.1 MB a second", text(updates.get(0)));
        Page shown = Page.of((String) displayed.get(0).getData(MIMEType.TEXT_HTML));
        assertTrue(shown.attributes("div", "style").contains("width: 25.0%"));
        assertInstanceOf(NotebookHubProgress.class, ServiceLoader.load(HubListener.class).findFirst().orElseThrow());
    }

    @Test
    void showsDownloadsOfTweetsInABarForEachAccountAndNotesAsPlainText() {
        NotebookDownloadProgress download =
                new NotebookDownloadProgress(() -> new ChangingBar(() -> now, displayed::add, updates::add));
        for (String handle : List.of("pip.bsky.social", "sam.example")) {
            Author author = new Author(handle, "<Pip>", Optional.empty());
            download.onNote("@" + handle + " <is> on Bluesky.");
            download.onProgress(new DownloadProgress("Bluesky", author, 0, 200, Optional.empty(), false));
            now += Duration.ofSeconds(1).toNanos();
            download.onProgress(new DownloadProgress("Bluesky", author, 50, 200, Optional.empty(), false));
            download.onProgress(new DownloadProgress("Bluesky", author, 180, 200, Optional.empty(), true));
        }

        assertEquals(List.of("@pip.bsky.social <is> on Bluesky.",
                "0 of about 200 tweets of <Pip> (@pip.bsky.social) from Bluesky",
                "@sam.example <is> on Bluesky.", "0 of about 200 tweets of <Pip> (@sam.example) from Bluesky"),
                displayed.stream().map(NotebookProgressTest::text).toList());
        assertNull(displayed.get(0).getData(MIMEType.TEXT_HTML));
        assertEquals(List.of("width: 25.0%", "width: 100.0%", "width: 25.0%", "width: 100.0%"), updates.stream()
                .map(data -> Page.of((String) data.getData(MIMEType.TEXT_HTML)))
                .map(page -> String.join(";", page.attributes("div", "style")).replaceAll(".*?(width: [^;]*).*", "$1"))
                .toList());
        assertEquals(displayed.get(3).getDisplayId(), updates.get(3).getDisplayId());
        assertInstanceOf(NotebookDownloadProgress.class, ServiceLoader.load(DownloadListener.class).findFirst().orElseThrow());
    }

    @Test
    void isFoundButStaysAwayWhereThereIsNoNotebook() {
        TrainingListener found = ServiceLoader.load(TrainingListener.class).findFirst().orElseThrow();

        assertInstanceOf(NotebookProgress.class, found);
        assertFalse(found.isAvailable());
    }
}
