package io.github.huggingtweets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.huggingtweets.bot.MeanLoss;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.training.TrainingProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotebookProgressTest {

    private final List<Shown> displayed = new ArrayList<>();
    private final List<Shown> updates = new ArrayList<>();
    private final NotebookProgress bar = new NotebookProgress(new RecordedOutput());

    private record Shown(String id, Map<String, String> forms) {}

    private final class RecordedOutput implements CellOutput {

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public void show(Map<String, String> forms) {
            displayed.add(new Shown("", forms));
        }

        @Override
        public void show(String id, Map<String, String> forms) {
            displayed.add(new Shown(id, forms));
        }

        @Override
        public void update(String id, Map<String, String> forms) {
            updates.add(new Shown(id, forms));
        }
    }

    private record Count(String activity, int done, int total) implements Progress {

        @Override
        public double fraction() {
            return (double) done / total;
        }

        @Override
        public String line() {
            return done + " of " + total + " <tweets> of @" + activity;
        }

        @Override
        public boolean isDone() {
            return done == total;
        }
    }

    private void step(int step, int of) {
        bar.onProgress(new TrainingProgress(
                step, of, new MeanLoss(3, step), OptionalDouble.empty(), 1_234.4, Duration.ofSeconds(3),
                Duration.ofSeconds(of - step),
                step == of ? State.COMPLETE : State.RUNNING));
    }

    private static String text(Shown data) {
        return data.forms().get("text/plain");
    }

    private static String width(Shown data) {
        return String.join(";", Page.of(data.forms().get("text/html")).attributes("div", "style"))
                .replaceAll(".*?(width: [^;]*).*", "$1");
    }

    @Test
    void changesOneOutputInPlace() {
        step(1, 4);
        step(2, 4);
        step(3, 4);
        step(4, 4);

        assertEquals(1, displayed.size());
        assertEquals(3, updates.size());
        assertFalse(displayed.get(0).id().isEmpty());
        updates.forEach(update -> assertEquals(displayed.get(0).id(), update.id()));
        assertEquals(List.of("width: 25.0%", "width: 50.0%", "width: 75.0%", "width: 100.0%"),
                Stream.concat(displayed.stream(), updates.stream()).map(NotebookProgressTest::width).toList());
        assertEquals("Step 1 of 4 · 3 s left · loss 3.000, first step · 1,234 tokens a second", text(displayed.get(0)));
        assertEquals("4 steps · took 3 s · loss 3.000, mean of the last 4 steps · 1,234 tokens a second", text(updates.get(2)));
    }

    @Test
    void showsABarForEachActivityAndNotesAsPlainText() {
        for (String handle : List.of("pip.bsky.social", "sam.example")) {
            bar.onNote("@" + handle + " <is> on Bluesky.");
            bar.onProgress(new Count(handle, 0, 200));
            bar.onProgress(new Count(handle, 50, 200));
            bar.onProgress(new Count(handle, 200, 200));
        }

        assertEquals(List.of("@pip.bsky.social <is> on Bluesky.", "0 of 200 <tweets> of @pip.bsky.social",
                "@sam.example <is> on Bluesky.", "0 of 200 <tweets> of @sam.example"),
                displayed.stream().map(NotebookProgressTest::text).toList());
        assertNull(displayed.get(0).forms().get("text/html"));
        assertEquals("0 of 200 <tweets> of @pip.bsky.social",
                Page.of(displayed.get(1).forms().get("text/html")).text().strip());
        assertEquals(List.of("width: 25.0%", "width: 100.0%", "width: 25.0%", "width: 100.0%"),
                updates.stream().map(NotebookProgressTest::width).toList());
        assertEquals(displayed.get(3).id(), updates.get(3).id());
    }

    @Test
    void isFoundButNotAvailableOutsideNotebooks() {
        ProgressListener found = ServiceLoader.load(ProgressListener.class).findFirst().orElseThrow();

        assertInstanceOf(NotebookProgress.class, found);
        assertFalse(found.isAvailable());
    }
}
