package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a download while it goes on. */
class DownloadMeterTest {

    private final List<HubProgress> told = new ArrayList<>();

    @Test
    void doesNotGuessTheTimeLeftFromAFewSmallFiles() throws InterruptedException {
        DownloadMeter meter = new DownloadMeter("gpt2", told::add);
        meter.expect(1_000);
        meter.expect(548_000_000);
        meter.begin("config.json");
        meter.at(1_000);
        meter.end(1_000);
        meter.begin("model.safetensors");
        Thread.sleep(1_100); // nothing comes; at the speed so far it would take a week
        meter.at(2);

        assertEquals(Optional.empty(), last().remaining(), last().toString());
        assertEquals("gpt2: model.safetensors · 0 of 548 MB", last().toString());

        meter.at(10_000_000);
        assertTrue(last().remaining().orElseThrow().compareTo(Duration.ofSeconds(50)) > 0, last().toString());
    }

    private HubProgress last() {
        return told.get(told.size() - 1);
    }
}
