package io.github.huggingtweets.progress;

import static io.github.huggingtweets.progress.TransferProgress.Direction.DOWNLOAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The progress that is reported during a download. */
class TransferMeterTest {

    private final List<TransferProgress> states = new ArrayList<>();

    @Test
    void estimatesNoTimeLeftFromSmallFiles() throws InterruptedException {
        TransferMeter meter = new TransferMeter(DOWNLOAD, "gpt2", progress -> states.add((TransferProgress) progress));
        meter.expect(1_000);
        meter.expect(548_000_000);
        meter.begin("config.json");
        meter.at(1_000);
        meter.end(1_000);
        meter.begin("model.safetensors");
        Thread.sleep(1_100); // no bytes come; at this speed the file would take a week
        meter.at(2);

        assertEquals(Optional.empty(), last().remaining(), last().line());
        assertEquals("gpt2: model.safetensors · 0 of 548 MB", last().line());

        meter.at(10_000_000);
        assertTrue(last().remaining().orElseThrow().compareTo(Duration.ofSeconds(50)) > 0, last().line());
    }

    @Test
    void describesTheStateInOneLine() {
        TransferProgress slow =
                new TransferProgress(DOWNLOAD, "gpt2", "model.safetensors", 0, 7_384_000, 1_000, Optional.empty(), State.RUNNING);
        TransferProgress fast =
                new TransferProgress(DOWNLOAD, "gpt2", "model.safetensors", 137_000_000, 548_000_000, 3.1e6, Optional.empty(),
                        State.RUNNING);
        TransferProgress last =
                new TransferProgress(DOWNLOAD, "gpt2", "", 548_000_000, 548_000_000, 3.1e6, Optional.empty(), State.COMPLETE);

        assertEquals("gpt2: model.safetensors · 0.0 of 7.4 MB · 0.0 MB a second · 2:03:04 left", slow.line());
        assertEquals("gpt2: model.safetensors · 137 of 548 MB · 3.1 MB a second · 2:12 left", fast.line());
        assertEquals("gpt2: 548 MB downloaded · 3.1 MB a second", last.line());
        assertEquals(0.25, fast.fraction());
    }

    @Test
    void saysHowADownloadHasEndedThatDidNotFinish() {
        TransferMeter meter = new TransferMeter(DOWNLOAD, "gpt2", progress -> states.add((TransferProgress) progress));
        meter.expect(548_000_000);
        meter.begin("model.safetensors");
        meter.fail(new IllegalStateException("before anything was shown"));
        assertEquals(List.of(), states);

        meter.at(137_000_000);
        meter.fail(new CancellationException("stopped"));
        assertTrue(last().isDone() && last().fraction() == 0.25);
        assertTrue(last().line().startsWith("gpt2: stopped at 137 of 548 MB"), last().line());
        assertFalse(last().line().contains("left"), last().line());
        meter.fail(new IllegalStateException("cut"));
        assertTrue(last().line().startsWith("gpt2: failed at 137 of 548 MB"), last().line());
    }

    private TransferProgress last() {
        return states.get(states.size() - 1);
    }
}
