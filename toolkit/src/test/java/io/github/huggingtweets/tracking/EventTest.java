package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    static Stream<Event> events() {
        return Stream.of(
                new Event.Begun("0a1b2c3d4e5f", "herons", "Heron 🪶 | \n 2", NOON, Map.of("learning_rate", 1.372e-4, "epochs", 4,
                        "frozen", true, "base_model", "gpt2"), Map.of("version.java", "17"), "Fine-tunes."),
                new Event.Resumed(50, NOON),
                new Event.Metrics(5, NOON, Map.of("train/loss", 3.5, "nan", Double.NaN, "high", Double.POSITIVE_INFINITY,
                        "low", Double.NEGATIVE_INFINITY)),
                new Event.Summary(NOON, Map.of("perplexity/after", 12.25, "state", "fine")),
                new Event.Files(new Artifact("heron-dataset", Artifact.Type.DATASET, "ab".repeat(32), Map.of("tweets", 12),
                        List.of("heron-tweets")), Optional.of("artifacts/0")),
                new Event.Files(new Artifact("gpt2", Artifact.Type.BASE_MODEL, "00", Map.of(), List.of()), Optional.empty()),
                new Event.Table("tweets", List.of("prompt", "text"), 3, List.of(List.of("a|b", "<script>\u2028\r\nü"))),
                new Event.Ended(Event.State.STOPPED, NOON));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadBackFromItsLine(Event event) throws JsonProcessingException {
        String line = event.json();

        assertFalse(line.contains("\n") || line.contains("\r"), line);
        assertEquals(event, Event.of(line));
    }

    @Test
    void writesTheNamesThatThePackageSays() {
        assertEquals("{\"event\":\"metrics\",\"step\":5,\"time\":\"2026-11-22T12:00:00.123Z\",\"values\":{\"train/loss\":3.5}}",
                new Event.Metrics(5, NOON, Map.of("train/loss", 3.5)).json());
        assertEquals("{\"event\":\"artifact\",\"artifact\":{\"name\":\"gpt2\",\"type\":\"BASE_MODEL\",\"digest\":\"00\","
                + "\"metadata\":{},\"inputs\":[]}}",
                new Event.Files(new Artifact("gpt2", Artifact.Type.BASE_MODEL, "00", Map.of(), List.of()), Optional.empty())
                        .json());
        assertEquals("{\"event\":\"metrics\",\"step\":1,\"time\":\"2026-11-22T12:00:00.123Z\",\"values\":{\"x\":\"NaN\"}}",
                new Event.Metrics(1, NOON, Map.of("x", Double.NaN)).json());
    }

    @Test
    void namesArtifactsWithPlainLettersOnly() {
        assertEquals("huggingtweets-kirsten3531-main", Artifact.named("huggingtweets/kirsten3531@main"));
        assertEquals("a-b", Artifact.named("../a | b"));
        assertEquals("unnamed", Artifact.named("鷺"));
    }
}
