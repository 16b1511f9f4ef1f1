package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.progress.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrackedRunTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path cache;

    private final RecordingService service = new RecordingService();
    private final String id = TrackedRun.newId();

    private TrackedRun begin(Tracker... trackers) {
        return begin(0, trackers);
    }

    private TrackedRun begin(int resumedAfter, Tracker... trackers) {
        return TrackedRun.begin(List.of(trackers), id, resumedAfter, "Heron", NOON, Map.of("learning rate", 0.1),
                Map.of("language", "en"), "Fine-tunes nano.");
    }

    private static void steps(TrackedRun run, int first, int last) {
        for (int step = first; step <= last; step++) {
            run.metrics(step, Map.of("train/loss", 5.0 / step));
        }
    }

    private static List<Integer> steps(RecordingService service) {
        return service.events().stream().filter(Event.Metrics.class::isInstance)
                .map(event -> ((Event.Metrics) event).step()).toList();
    }

    private static void waitUntil(BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 400 && !what.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(what.getAsBoolean());
    }

    private static Artifact artifact(Artifact.Type type, String... inputs) {
        return new Artifact(Artifact.named(type.name()), type, "1234", Map.of(), List.of(inputs));
    }

    @Test
    void sendsTheWholeRunInOrder() {
        TrackedRun run = begin(service.tracker(cache));
        steps(run, 1, 3);
        run.summary(Map.of("perplexity/after", 12.0));
        run.end(State.COMPLETE);
        run.await(LONG);

        assertEquals(List.of("Begun", "Metrics", "Metrics", "Metrics", "Summary", "Ended"),
                service.events().stream().skip(1).map(event -> event.getClass().getSimpleName()).toList(),
                "the beginning is sent once to open the run, and once as an event");
        assertEquals(Map.of("learning_rate", 0.1), ((Event.Begun) service.events().get(0)).parameters());
        assertEquals(List.of(new RecordedAt("Notebook", "notebook:" + id)), run.addresses());
        assertEquals(List.of(), run.messages());
    }

    @Test
    void collectsMeasurementsBeforeItSendsThem() {
        TrackedRun run = begin(service.tracker(cache));
        run.await(LONG);
        steps(run, 1, 200);
        run.await(LONG);

        assertEquals(200, steps(service).size());
        assertTrue(service.batches().size() <= 20, service.batches().size() + " batches");
    }

    @Test
    void saysOnceThatAServiceIsDownAndSendsEverythingWhenItIsBack() throws InterruptedException {
        service.taking = RecordingService.failing(SendFailure.Then.RETRY, "Notebook does not answer");
        TrackedRun run = begin(service.tracker(cache));
        for (int step = 1; step <= 5; step++) {
            steps(run, step, step);
            run.await(LONG);
        }
        run.end(State.COMPLETE);
        long start = System.nanoTime();
        run.await(LONG);

        assertTrue(System.nanoTime() - start < LONG.toNanos() / 2, "nobody waits for a service that is down");
        List<String> messages = run.messages();
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).startsWith("Notebook does not answer. What is not sent is kept in " + cache), messages.get(0));
        assertEquals(List.of(), run.addresses());

        service.taking = events -> {};
        waitUntil(() -> service.events().size() == 8);
        assertEquals(List.of(1, 2, 3, 4, 5), steps(service));
        assertEquals(List.of(), run.messages());
        assertEquals(1, run.addresses().size());
    }

    @Test
    void sendsWithAnotherTrackerWhatAKilledProgramLeft() throws IOException, InterruptedException {
        Path left = service.tracker(cache).outboxes().resolve("0123456789ab");
        try (Outbox outbox = Outbox.open(left).orElseThrow()) { // as if its program had been killed
            outbox.add(new Event.Begun("0123456789ab", "herons", "Heron", NOON, Map.of(), Map.of(), ""));
            outbox.add(new Event.Metrics(1, NOON, Map.of("train/loss", 5.0)));
        }
        begin(service.tracker(cache)).end(State.COMPLETE);

        waitUntil(() -> service.events().stream().filter(Event.Ended.class::isInstance).count() == 2);
        assertTrue(service.events().stream().anyMatch(
                event -> event instanceof Event.Begun begun && begun.run().equals("0123456789ab")));
        assertTrue(service.events().stream().anyMatch(
                event -> event instanceof Event.Ended ended && ended.state() == Event.State.FAILED));
        assertEquals(List.of(1), steps(service));
    }

    @Test
    void sendsALeftoverOnceWhenTwoThreadsAskForIt() throws Exception {
        Tracker tracker = service.tracker(cache);
        Path left = tracker.outboxes().resolve("0123456789ab");
        try (Outbox outbox = Outbox.open(left).orElseThrow()) { // as if its program had been killed
            outbox.add(new Event.Begun("0123456789ab", "herons", "Heron", NOON, Map.of(), Map.of(), ""));
        }
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        service.taking = events -> {
            sending.countDown();
            answer.await();
        };
        CompletableFuture<Void> first = CompletableFuture.runAsync(tracker::send);
        sending.await();
        CompletableFuture<Void> second = CompletableFuture.runAsync(tracker::send);
        Thread.sleep(200); // so that both have it open
        answer.countDown();
        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);

        assertEquals(List.of("Begun", "Begun", "Ended"),
                service.events().stream().map(event -> event.getClass().getSimpleName()).toList());
        assertEquals(1, service.opened);
        assertEquals(1, service.closed);
        Outbox.open(left).orElseThrow().close(); // nobody holds it
    }

    @Test
    void numbersTheRowsThatSeveralThreadsAdd() {
        TrackedRun run = begin(service.tracker(cache));
        CompletableFuture.allOf(IntStream.range(0, 4).mapToObj(thread -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 500; i++) {
                run.table("tweets", List.of("tweet"), List.of(List.of("heron " + i)));
            }
        }, task -> new Thread(task).start())).toArray(CompletableFuture[]::new)).join();
        run.await(LONG);

        assertEquals(IntStream.range(0, 2000).boxed().toList(), service.events().stream().filter(Event.Table.class::isInstance)
                .map(event -> ((Event.Table) event).firstRow()).toList());
    }

    @Test
    void sendsOnDemandWhatWaits() throws IOException {
        Tracker tracker = service.tracker(cache);
        service.taking = RecordingService.failing(SendFailure.Then.KEEP, "Notebook wants a login");
        TrackedRun run = begin(tracker);
        steps(run, 1, 3);
        run.end(State.COMPLETE);
        run.await(LONG);

        assertTrue(assertThrows(TrackingException.class, tracker::send).getMessage().startsWith("Notebook wants a login. What"));

        service.taking = events -> {};
        tracker.send();
        assertEquals(List.of(1, 2, 3), steps(service));
        assertEquals(1, run.messages().size());
    }

    @Test
    void leavesOutWhatAServiceRefusesAndGoesOn() {
        service.taking = events -> {
            if (events.get(0) instanceof Event.Summary) {
                throw new SendFailure(SendFailure.Then.SKIP, "Notebook takes no summary", null);
            }
        };
        TrackedRun run = begin(service.tracker(cache));
        run.summary(Map.of("a", 1));
        steps(run, 1, 1);
        run.summary(Map.of("b", 1));
        run.end(State.STOPPED);
        run.await(LONG);

        assertEquals(List.of(1), steps(service));
        assertEquals(List.of("Notebook takes no summary. This is left out; the rest goes on."), run.messages());
        assertEquals(Event.State.STOPPED, ((Event.Ended) service.events().get(service.events().size() - 1)).state());
    }

    @Test
    void doesNotWaitLongForAServiceThatIsSlow() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        service.taking = events -> never.await();
        TrackedRun run = begin(service.tracker(cache));
        long start = System.nanoTime();
        steps(run, 1, 1000);
        run.end(State.COMPLETE);
        long added = System.nanoTime();
        run.await(Duration.ofSeconds(2));
        long waited = System.nanoTime();

        assertTrue(added - start < TimeUnit.SECONDS.toNanos(2), "a thousand steps took " + (added - start) / 1e9 + " s");
        assertTrue(waited - added < TimeUnit.SECONDS.toNanos(4), "the wait took " + (waited - added) / 1e9 + " s");
        never.countDown();
        run.await(LONG);
        assertEquals(1000, steps(service).size());
    }

    @Test
    void goesOnWithAResumedRunInTheSameProgram() {
        Tracker tracker = service.tracker(cache);
        TrackedRun stopped = begin(tracker);
        steps(stopped, 1, 7);
        stopped.end(State.STOPPED);
        TrackedRun resumed = begin(5, tracker);
        steps(resumed, 6, 10);
        resumed.end(State.COMPLETE);
        resumed.await(LONG);

        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), steps(service));
        assertEquals(1, service.opened);
        assertTrue(service.events().stream().anyMatch(event -> event instanceof Event.Resumed back && back.step() == 5));
    }

    @Test
    void sendsTweetsOnlyToTrackersThatTakeThem() throws IOException {
        RecordingService other = new RecordingService() {
            @Override
            public String folder() {
                return "other";
            }
        };
        Set<String> files = ConcurrentHashMap.newKeySet();
        RecordingService.Taking noting = events -> {
            if (events.get(0) instanceof Event.Files sent && sent.folder().isPresent()) {
                files.add(sent.artifact().name() + " " + Path.of(sent.folder().get()).resolve("file").toFile().length());
            }
        };
        Set<String> none = ConcurrentHashMap.newKeySet();
        other.taking = noting;
        service.taking = events -> {
            if (events.get(0) instanceof Event.Files sent && sent.folder().isPresent()) {
                none.add(sent.artifact().name());
            }
        };
        TrackedRun run = begin(service.tracker(cache), other.tracker(cache, Tracker::withTweets));
        List<String> written = new ArrayList<>();
        for (Artifact.Type type : Artifact.Type.values()) {
            run.artifact(artifact(type), run.write(folder -> {
                written.add(type.name());
                Files.writeString(folder.resolve("file"), "12345");
            }));
        }
        run.end(State.COMPLETE);
        run.await(LONG);

        assertEquals(Set.of("TWEETS 5", "DATASET 5", "BASE_MODEL 5", "MODEL 5", "REPORT 5"), files);
        assertEquals(Set.of("BASE_MODEL", "MODEL", "REPORT"), none);
        assertEquals(5, written.size());
        assertEquals(5, service.events().stream().filter(Event.Files.class::isInstance).count(), "all of them are described");
    }

    @Test
    void addsAVersionOfAnArtifactOnce() {
        TrackedRun run = begin(service.tracker(cache));
        run.artifact(artifact(Artifact.Type.DATASET), Optional.empty());
        run.artifact(artifact(Artifact.Type.DATASET), Optional.empty());
        run.await(LONG);

        assertEquals(1, service.events().stream().filter(Event.Files.class::isInstance).count());
    }

    @Test
    void numbersTheRowsOfATable() {
        TrackedRun run = begin(service.tracker(cache));
        run.table("tweets", List.of("text"), List.of(List.of("a"), List.of("b")));
        run.table("tweets", List.of("text"), List.of(List.of("c")));
        run.await(LONG);

        assertEquals(List.of(0, 2), service.events().stream().filter(Event.Table.class::isInstance)
                .map(event -> ((Event.Table) event).firstRow()).toList());
    }

    @Test
    void saysOnceThatItsFolderCannotBeWritten() throws IOException {
        Files.writeString(cache.resolve("tracking"), "a file where the folder should be");

        TrackedRun run = begin(service.tracker(cache));
        steps(run, 1, 3);
        run.artifact(artifact(Artifact.Type.MODEL), run.write(folder -> {}));
        run.end(State.COMPLETE);
        run.await(LONG);

        List<String> messages = run.messages();
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).contains("Not all of this run can be recorded"), messages.get(0));
        assertFalse(run.isTracked());
    }

    @Test
    void recordsAnArtifactWithoutFilesIfTheyCannotBeWritten() {
        TrackedRun run = begin(service.tracker(cache));
        run.artifact(artifact(Artifact.Type.MODEL), run.write(folder -> {
            Files.writeString(folder.resolve("half"), "of it");
            throw new IOException("No space left on device");
        }));
        run.end(State.COMPLETE);
        run.await(LONG);

        assertEquals(List.of(Optional.empty()), service.events().stream().filter(Event.Files.class::isInstance)
                .map(event -> ((Event.Files) event).folder()).toList());
        assertTrue(run.messages().get(0).contains("No space left on device"));
        assertEquals(List.of(), List.of(service.tracker(cache).outboxes().resolve(id).resolve("artifacts").toFile().list()));
    }

    @Test
    void makesIdsThatDiffer() {
        assertEquals(1000, Stream.generate(TrackedRun::newId).limit(1000).collect(Collectors.toSet()).size());
        assertTrue(id.matches("[0-9a-z]{12}"), id);
    }
}
