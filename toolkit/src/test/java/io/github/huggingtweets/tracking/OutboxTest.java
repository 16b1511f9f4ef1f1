package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Event BEGUN = new Event.Begun("0a", "herons", "Heron", NOON, Map.of(), Map.of(), "");
    private static final Artifact MODEL = new Artifact("heron", Artifact.Type.MODEL, "1234", Map.of(), List.of());

    @TempDir
    private Path folder;

    private Outbox open() throws IOException {
        return Outbox.open(folder.resolve("run")).orElseThrow();
    }

    private static Event.Metrics loss(int step) {
        return new Event.Metrics(step, NOON, Map.of("train/loss", 5.0 / step));
    }

    private static List<List<Event>> sendAll(Outbox outbox) throws IOException {
        List<List<Event>> sent = new ArrayList<>();
        for (Optional<Outbox.Waiting> waiting = outbox.next(); waiting.isPresent(); waiting = outbox.next()) {
            sent.add(waiting.get().events());
            outbox.sent(waiting.get());
        }
        return sent;
    }

    @Test
    void handsMeasurementsOverTogetherAndOtherEventsAlone() throws IOException {
        try (Outbox outbox = open()) {
            Event ended = new Event.Ended(Event.State.FINISHED, NOON);
            for (Event event : List.of(BEGUN, loss(1), loss(2), ended)) {
                outbox.add(event);
            }

            assertEquals(List.of(List.of(BEGUN), List.of(loss(1), loss(2)), List.of(ended)), sendAll(outbox));
            assertEquals(Optional.empty(), outbox.next());
        }
    }

    @Test
    void handsNoMoreThanAThousandMeasurementsOverAtOnce() throws IOException {
        try (Outbox outbox = open()) {
            for (int step = 1; step <= 2500; step++) {
                outbox.add(loss(step));
            }

            List<List<Event>> sent = sendAll(outbox);

            assertEquals(List.of(1000, 1000, 500), sent.stream().map(List::size).toList());
            assertEquals(IntStream.rangeClosed(1, 2500).mapToObj(OutboxTest::loss).toList(),
                    sent.stream().flatMap(List::stream).toList());
        }
    }

    @Test
    void handsOverAnEventThatIsLongerThanItsBuffer() throws IOException {
        try (Outbox outbox = open()) {
            Event table = new Event.Table("tweets", List.of("text"), 0, List.of(List.of("🪶".repeat(700_000))));
            outbox.add(loss(1));
            outbox.add(table);
            outbox.add(loss(2));

            assertEquals(List.of(List.of(loss(1)), List.of(table), List.of(loss(2))), sendAll(outbox));
        }
    }

    @Test
    void goesOnWhereAKilledProgramStoppedAndCutsOffHalfALine() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(BEGUN);
            outbox.add(loss(1));
            outbox.sent(outbox.next().orElseThrow());
        }
        Files.writeString(folder.resolve("run/events.jsonl"), "{\"event\":\"metrics\",\"st", StandardOpenOption.APPEND);

        try (Outbox outbox = open()) {
            outbox.add(loss(2));

            assertEquals(Optional.of(BEGUN), outbox.begun());
            assertEquals(List.of(List.of(loss(1), loss(2))), sendAll(outbox));
        }
    }

    @Test
    void takesNoStepTwice() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(loss(1));
            outbox.add(loss(2));
        }
        try (Outbox outbox = open()) {
            outbox.add(loss(1));
            outbox.add(new Event.Metrics(2, NOON, Map.of("train/loss", 9.0, "eval/loss", 3.0)));
            outbox.add(loss(3));

            assertEquals(List.of(List.of(loss(1), loss(2), new Event.Metrics(2, NOON, Map.of("eval/loss", 3.0)), loss(3))),
                    sendAll(outbox));
        }
    }

    @Test
    void keepsFilesUntilTheyAreSent() throws IOException {
        Path files;
        try (Outbox outbox = open()) {
            files = outbox.newFolder();
            Files.writeString(files.resolve("weights"), "w");
            outbox.add(new Event.Files(MODEL, Optional.of(files.toString())));
            Files.writeString(outbox.newFolder().resolve("weights"), "that no event names, since the program was killed");
        }
        try (Outbox outbox = open()) {
            assertTrue(outbox.has(MODEL));
            assertFalse(outbox.has(new Artifact("heron", Artifact.Type.MODEL, "5678", Map.of(), List.of())));
            assertTrue(Files.exists(files.resolve("weights")));
            assertEquals(1, files.getParent().toFile().list().length, "files that no event names are removed");

            assertEquals(List.of(List.of(new Event.Files(MODEL, Optional.of(files.toString())))), sendAll(outbox));
            assertFalse(Files.exists(files));
        }
    }

    @Test
    void belongsToOneProgramAtATime() throws IOException {
        try (Outbox outbox = open()) {
            assertEquals(Optional.empty(), Outbox.open(outbox.folder()));
        }
        open().close();
    }

    @Test
    void countsTheRowsOfEachTable() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(new Event.Table("tweets", List.of("text"), 0, List.of(List.of("a"), List.of("b"))));
        }
        try (Outbox outbox = open()) {
            assertEquals(2, outbox.rows("tweets"));
            assertEquals(0, outbox.rows("others"));
        }
    }

    @Test
    void isRemovedDaysAfterAllWasSent() throws IOException {
        Instant inAWeek = Instant.now().plus(Duration.ofDays(8));
        try (Outbox outbox = open()) {
            outbox.add(BEGUN);
            outbox.removeIfOld(inAWeek);
            assertTrue(Files.exists(outbox.folder()), "the run has not ended");

            outbox.add(new Event.Ended(Event.State.FINISHED, NOON));
            outbox.removeIfOld(inAWeek);
            assertTrue(Files.exists(outbox.folder()), "the end was not sent");

            sendAll(outbox);
            outbox.removeIfOld(Instant.now());
            assertTrue(Files.exists(outbox.folder()), "it may be resumed");

            outbox.removeIfOld(inAWeek);
            assertFalse(Files.exists(outbox.folder()));
        }
    }

    @Test
    void sendsAgainWhatItDoesNotKnowToBeSent() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(BEGUN);
            sendAll(outbox);
        }
        Files.writeString(folder.resolve("run/sent"), "");

        try (Outbox outbox = open()) {
            assertEquals(List.of(List.of(BEGUN)), sendAll(outbox));
        }
    }
}
