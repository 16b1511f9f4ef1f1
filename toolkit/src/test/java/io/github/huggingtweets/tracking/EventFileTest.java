package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event file has the bytes that TensorBoard's own writer gave the same run, see {@code services/write_events.py}. */
class EventFileTest {

    private static final Instant STARTED = Instant.parse("2024-02-29T23:59:59.25Z");

    @TempDir
    private Path folder;

    @Test
    void hasTheBytesOfTensorBoardsOwnWriter() throws IOException {
        String name = EventFile.name(STARTED);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("base model", "gpt2 🦦");
        settings.put("epochs", 4);
        settings.put("frozen", false);
        settings.put("learning rate", 1.372e-4);
        settings.put("shuffled", true);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("base model", "gpt2 |\r\n🦦");
        facts.put("name", "<b>![x](y)");
        try (EventFile file = new EventFile(folder.resolve(name), STARTED)) {
            file.hyperParameters(STARTED, settings);
            file.table(STARTED, "run", facts);
            file.scalar(STARTED, 0, "eval/loss", 0);
            file.scalar(STARTED.plusSeconds(1), 1, "train/loss", 4.2);
            file.scalar(STARTED.plusSeconds(2), 300, "train/loss", Double.NaN);
            file.scalar(STARTED.plusSeconds(3), 2_000_000_000, "train/loss", -1e-30);
            file.end(STARTED.plusSeconds(3));
        }
        try (InputStream expected = EventFileTest.class.getResourceAsStream(name)) {
            HexFormat hex = HexFormat.of();
            assertEquals(hex.formatHex(expected.readAllBytes()), hex.formatHex(Files.readAllBytes(folder.resolve(name))));
        }
    }

    @Test
    void namesNoMachine() {
        assertEquals("events.out.tfevents.1709251199.huggingtweets", EventFile.name(STARTED));
    }

    @Test
    void knowsItsOwnNamesFromThoseOfOtherPrograms() {
        assertTrue(EventFile.isNamed(folder.resolve(EventFile.name(STARTED))));
        assertTrue(EventFile.isNamed(folder.resolve(EventFile.name(Instant.parse("1969-12-31T23:00:00Z")))));
        assertFalse(EventFile.isNamed(folder.resolve("events.out.tfevents.1709251199.my-machine.4711.0")));
        assertFalse(EventFile.isNamed(folder.resolve("run.json")));
    }
}
