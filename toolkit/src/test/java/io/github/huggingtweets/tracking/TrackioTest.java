package io.github.huggingtweets.tracking;

import static io.github.huggingtweets.tracking.PythonClients.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.tracking.PythonService.Client;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in the real Trackio, read back with it. */
@Timeout(300)
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class TrackioTest {

    @TempDir
    private Path folder;

    private PythonClients clients;
    private final String id = TrackedRun.newId();

    @BeforeEach
    void prepare() throws Exception {
        clients = new PythonClients(folder);
    }

    private static JsonNode run(JsonNode project, String name) {
        for (JsonNode run : project.get("runs")) {
            if (run.get("name").asText().equals(name)) {
                return run;
            }
        }
        throw new AssertionError("no run " + name + " in " + project.toString().substring(0, 500));
    }

    /** {@return the steps of a measurement, in the order in which they are stored} */
    private static List<Integer> steps(JsonNode run, String measurement) {
        List<Integer> steps = new ArrayList<>();
        run.get("logs").forEach(log -> {
            if (log.has(measurement)) {
                steps.add(log.get("step").asInt());
            }
        });
        return steps;
    }

    private static List<Integer> range(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<String> tweets(JsonNode run) {
        List<String> tweets = new ArrayList<>();
        run.get("logs").forEach(log -> log.path("tweets").path("_value").forEach(row -> tweets.add(row.get("tweet").asText())));
        return tweets;
    }

    private String name() {
        return "Héron 🪶-" + id.substring(0, 6);
    }

    @Test
    void recordsAWholeTrainingWithItsArtifactsAndTweets() throws Exception {
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.TRACKIO));
        PythonClients.train(run, 100);
        PythonClients.expectSent(run);
        JsonNode project = clients.trackio();
        assertEquals(List.of(new RecordedAt("Trackio", folder.resolve("trackio").toString())), run.addresses());
        JsonNode stored = run(project, name());
        assertEquals(1.372e-4, stored.get("config").get("learning_rate").asDouble());
        assertEquals(4, stored.get("config").get("epochs").asInt());
        assertTrue(stored.get("config").get("shuffled").isBoolean());
        assertEquals("17", stored.get("config").get("tags").get("java").asText());
        assertEquals("finished", stored.get("config").get("state").asText());
        assertEquals(24.5, stored.get("config").get("perplexity").asDouble());
        assertEquals(range(100), steps(stored, "train/loss"));
        assertEquals(List.of(100), steps(stored, "eval/loss"));
        stored.get("logs").forEach(log -> {
            if (log.has("train/loss")) {
                assertEquals(PythonClients.loss(log.get("step").asInt()), log.get("train/loss").asDouble());
            }
        });
        List<String> expected = new ArrayList<>(PythonClients.TWEETS);
        expected.add("one more");
        assertEquals(expected, tweets(stored));
        clients.expectNowhere("secret tweet");

        Set<String> artifacts = new TreeSet<>();
        project.get("artifacts")
                .forEach(artifact -> artifacts.add(artifact.get("name").asText() + " " + artifact.get("type").asText()
                        + " " + artifact.get("metadata").get("inputs") + " "
                        + artifact.get("metadata").get("sha256").asText().charAt(0)));
        assertEquals(Set.of("heron-tweets tweets [] a", "heron-dataset dataset [\"heron-tweets\"] b", "nano model [] c",
                "heron model [\"heron-dataset\",\"nano\"] d"), artifacts);
        for (JsonNode artifact : project.get("artifacts")) {
            List<String> edges = new ArrayList<>();
            artifact.get("edges").forEach(edge -> edges.add(edge.asText()));
            assertEquals(Set.of(name() + " sources -> heron-tweets", "heron-tweets -> " + name() + " data",
                    name() + " data -> heron-dataset", "heron-dataset -> " + name(), name() + " sources -> nano",
                    "nano -> " + name(),
                    name() + " -> heron"), Set.copyOf(edges));
        }
    }

    @Test
    void recordsWhatABotWritesAfterItsTrainingAndHowTheOthersEnded() throws Exception {
        List<String> tweets = PythonClients.trainBots(folder, clients.tracker(Client.TRACKIO));
        JsonNode project = clients.trackio();
        Map<String, JsonNode> byState = new TreeMap<>();
        project.get("runs").forEach(run -> {
            if (run.get("config").has("state") && steps(run, "train/loss").size() > 0) {
                byState.put(run.get("config").get("state").asText(), run);
            }
        });
        assertEquals(Set.of("finished", "stopped", "failed"), byState.keySet());
        JsonNode finished = byState.get("finished");
        List<String> table = new ArrayList<>();
        finished.get("logs").forEach(log -> log.path("generated tweets").path("_value")
                .forEach(row -> table.add(row.get("tweet").asText())));
        assertEquals(tweets, table);
        assertEquals(5, finished.get("config").get("report/generated_tweets").asInt());
        List<JsonNode> reports = new ArrayList<>();
        project.get("artifacts").forEach(artifact -> {
            if (artifact.get("type").asText().equals("report")) {
                reports.add(artifact);
            }
        });
        assertEquals(1, reports.size());
        assertEquals("report.json", reports.get(0).get("manifest").get(0).get("path").asText());
        assertEquals("[\"heron-bot\"]", reports.get(0).get("metadata").get("inputs").toString());
    }

    @Test
    void sendsTheTweetsThatItIsToldTo() throws Exception {
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.TRACKIO).withTweets());
        PythonClients.train(run, 5);
        PythonClients.expectSent(run);
        for (JsonNode artifact : clients.trackio().get("artifacts")) {
            String file = artifact.get("manifest").get(0).get("path").asText();
            assertEquals(switch (artifact.get("name").asText()) {
                case "heron-tweets" -> "tweets.jsonl";
                case "heron-dataset" -> "dataset.txt";
                case "nano" -> "description.json";
                default -> "config.json";
            }, file);
        }
    }

    @Test
    void recordsTwoTrainingsOfFiveThousandStepsAtOnce() throws Exception {
        String other = TrackedRun.newId();
        Tracker tracker = clients.tracker(Client.TRACKIO);
        TrackedRun first = PythonClients.begin(id, tracker);
        TrackedRun second = PythonClients.begin(other, tracker);
        for (int step = 1; step <= 5000; step++) {
            PythonClients.steps(first, step, step);
            PythonClients.steps(second, step, step);
        }
        first.end(State.STOPPED);
        second.end(State.FAILED);
        PythonClients.expectSent(first);
        PythonClients.expectSent(second);
        JsonNode project = clients.trackio();
        JsonNode stopped = run(project, name());
        JsonNode failed = run(project, "Héron 🪶-" + other.substring(0, 6));
        assertEquals(range(5000), steps(stopped, "train/loss"));
        assertEquals(range(5000), steps(failed, "train/loss"));
        assertEquals("stopped", stopped.get("config").get("state").asText());
        assertEquals("failed", failed.get("config").get("state").asText());
    }

    @Test
    void goesOnWithTheSameRunAfterItsProgramWasKilled() throws Exception {
        Tracker tracker = clients.tracker(Client.TRACKIO);
        TrackedRun run = PythonClients.begin(id, tracker);
        List<ProcessHandle> killed = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            PythonClients.steps(run, 500 * part + 1, 500 * part + 500);
            run.table("tweets", List.of("prompt", "tweet"), PythonClients.rows(List.of("tweet " + part)));
            if (part % 2 == 0) {
                run.await(LONG);
            }
            ProcessHandle.current().children().filter(child -> child.info().command().orElse("").contains("python"))
                    .forEach(child -> {
                        killed.add(child);
                        child.destroyForcibly();
                    });
        }
        run.end(State.COMPLETE);
        PythonClients.expectSentAfterFailures(tracker, id);
        assertFalse(killed.isEmpty());
        JsonNode stored = run(clients.trackio(), name());
        assertEquals(range(2000), steps(stored, "train/loss"));
        assertEquals(List.of("tweet 0", "tweet 1", "tweet 2", "tweet 3"), tweets(stored));
        assertEquals("finished", stored.get("config").get("state").asText());
        PythonClients.expectNoOrphans(killed);
    }
}
