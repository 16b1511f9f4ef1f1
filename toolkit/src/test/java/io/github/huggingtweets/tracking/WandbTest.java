package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.tracking.PythonService.Client;
import io.github.huggingtweets.tracking.WandbServer.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings recorded with the real client of Weights &amp; Biases: online, with a server on the loopback interface; and offline, read
 * back with the client's own {@code wandb sync}, which hands them to that server.
 */
@Timeout(300)
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class WandbTest {

    @TempDir
    private Path folder;

    private PythonClients clients;
    private WandbServer server;
    private final String id = TrackedRun.newId();

    @BeforeEach
    void prepare() throws Exception {
        server = new WandbServer();
        clients = new PythonClients(folder).with("WANDB_API_KEY", WandbServer.KEY).with("WANDB_BASE_URL", server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<Integer> steps(Run run, String measurement) {
        return run.history.stream().filter(Objects::nonNull).filter(row -> row.has(measurement))
                .map(row -> row.get("_step").asInt()).toList();
    }

    private static List<Integer> range(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private void sync() throws Exception {
        for (Path run : clients.wandbFolders()) {
            clients.run(List.of(PythonClients.PYTHON.toString(), "-m", "wandb", "sync", run.toString()));
        }
    }

    private void expectWholeTraining(int steps) throws Exception {
        Run run = server.run(id);
        assertEquals(Set.of(), server.unknown());
        assertEquals("Héron 🪶", run.name());
        assertEquals("herons", run.about.get("project").asText());
        assertEquals("Fine-tunes <b>nano</b>.", run.config("note").asText());
        assertEquals("", run.about.path("notes").asText()); // they would be Markdown
        assertEquals(1.372e-4, run.config("learning_rate").asDouble());
        assertEquals(4, run.config("epochs").asInt());
        assertTrue(run.config("shuffled").asBoolean());
        assertEquals("17", run.config("tags").get("java").asText());
        assertEquals(range(steps), steps(run, "train/loss"));
        assertEquals(range(steps), steps(run, "train/learning_rate"));
        assertEquals(List.of(steps), steps(run, "eval/loss"));
        for (JsonNode row : run.history) {
            if (row.has("train/loss")) {
                assertEquals(PythonClients.loss(row.get("_step").asInt()), row.get("train/loss").asDouble());
            }
        }
        assertEquals(24.5, run.summary.get("perplexity").asDouble());
        assertEquals("More epochs would help.", run.summary.get("advice").asText());
        assertEquals("finished", run.summary.get("state").asText());
        assertEquals(0, run.exitCode);
        expectTable(run);
        for (String artifact : List.of("heron-tweets tweets [] a", "heron-dataset dataset [\"heron-tweets\"] b",
                "nano model [] c",
                "heron model [\"heron-dataset\",\"nano\"] d")) {
            WandbServer.Version version = server.versions(artifact.substring(0, artifact.indexOf(' '))).get(0);
            JsonNode metadata = version.metadata();
            assertEquals(artifact, "%s %s %s %s".formatted(version.name(), version.type(), metadata.get("inputs"),
                    metadata.get("sha256").asText().charAt(0)));
        }
        WandbServer.Version model = server.versions("heron").get(0);
        assertEquals(Set.of("config.json", "model.safetensors"), model.files.keySet());
        assertArrayEquals(new byte[300_000], server.upload(model.files.get("model.safetensors")));
        assertEquals(Set.of("description.json"), server.versions("heron-tweets").get(0).files.keySet());
    }

    /** Expects the newest table of tweets, as the page of the run shows it. */
    private void expectTable(Run run) throws IOException {
        JsonNode shown = run.summary.get("tweets");
        assertEquals("table-file", shown.get("_type").asText());
        JsonNode table = Event.JSON.readTree(server.upload("/run/" + id + "/" + shown.get("path").asText()));
        List<String> expected = new ArrayList<>(PythonClients.TWEETS);
        expected.add("one more");
        List<String> tweets = new ArrayList<>();
        table.get("data").forEach(row -> tweets.add(row.get(1).asText()));
        assertEquals("[\"prompt\",\"tweet\"]", table.get("columns").toString());
        assertEquals(expected, tweets);
    }

    @Test
    void recordsAWholeTrainingWithItsLineage() throws Exception {
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.WANDB));
        PythonClients.train(run, 100);
        PythonClients.expectSent(run);
        assertEquals(List.of(new RecordedAt("Weights & Biases", server.address() + "/me/herons/runs/" + id)), run.addresses());
        expectWholeTraining(100);
        assertEquals(Set.of(id, id + "-data"), server.runs());
        assertEquals(Set.of("heron-tweets"), server.run(id + "-data").used);
        assertTrue(server.run(id + "-data").made.contains("heron-dataset"));
        assertEquals(Set.of("heron-dataset", "nano"), server.run(id).used);
        assertTrue(server.run(id).made.contains("heron"));
        clients.expectNowhere(WandbServer.KEY);
        clients.expectNowhere("secret tweet");
    }

    @Test
    void recordsWhatABotWritesAfterItsTrainingAndHowTheOthersEnded() throws Exception {
        List<String> tweets = PythonClients.trainBots(folder, clients.tracker(Client.WANDB));
        Map<String, Run> byState = new TreeMap<>();
        server.runs().stream().filter(run -> !run.endsWith("-data")).map(server::run)
                .forEach(run -> byState.put(run.summary.path("state").asText() + " " + run.exitCode, run));
        assertEquals(Set.of("finished 0", "stopped 255", "failed 1"), byState.keySet());
        Run finished = byState.get("finished 0");
        JsonNode shown = finished.summary.get("generated tweets");
        String path = shown.get("path").asText();
        JsonNode table = Event.JSON.readTree(server.upload("/run/" + finished.about.get("name").asText() + "/" + path));
        List<String> written = new ArrayList<>();
        table.get("data").forEach(row -> written.add(row.get(1).asText()));
        assertEquals(tweets, written);
        assertEquals(5, finished.summary.get("report/generated_tweets").asInt());
        WandbServer.Version report = server.versions("heron-report").get(0);
        assertEquals(Set.of("report.json"), report.files.keySet());
        assertEquals(5, Event.JSON.readTree(server.upload(report.files.get("report.json"))).path("originality").path("asked")
                .asInt());
        assertTrue(finished.made.contains("heron-report"));
    }

    @Test
    void writesAFolderOfflineThatWandbSyncs() throws Exception {
        TrackedRun run = PythonClients.begin(id, clients.with("WANDB_MODE", "offline").tracker(Client.WANDB));
        PythonClients.train(run, 5000);
        PythonClients.expectSent(run);
        Path written = clients.wandbFolders().get(0);
        assertEquals(List.of(new RecordedAt("Weights & Biases", written.toString())), run.addresses());
        assertTrue(written.getFileName().toString().matches("offline-run-\\d+_\\d+-" + id), written.toString());
        assertEquals(Set.of(), server.runs());
        expectNothingOpen();
        sync();
        expectWholeTraining(5000);
        assertEquals(Set.of(id), server.runs());
        clients.expectNowhere(WandbServer.KEY);
        clients.expectNowhere("secret tweet");
    }

    @Test
    void goesOnOfflineInAnotherFolderOfTheSameRun() throws Exception {
        clients.with("WANDB_MODE", "offline");
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.WANDB));
        PythonClients.steps(run, 1, 20);
        run.end(State.STOPPED);
        PythonClients.expectSent(run);
        expectNothingOpen();
        run.table("tweets", List.of("prompt", "tweet"), PythonClients.rows(List.of("after the training")));
        PythonClients.expectSent(run);
        expectNothingOpen();
        assertEquals(2, clients.wandbFolders().size());
        sync();
        Run synced = server.run(id);
        assertEquals(range(20), steps(synced, "train/loss"));
        assertEquals(List.of(21), steps(synced, "tweets"));
        assertEquals("stopped", synced.summary.get("state").asText());
        assertEquals(255, synced.exitCode);
    }

    /** Waits until the program has ended, which it does some seconds after the last event. */
    private static void expectNothingOpen() throws InterruptedException {
        PythonClients.expectNoOrphans(ProcessHandle.current().descendants().toList());
    }

    @Test
    void waitsForAServerThatIsDown() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Tracker tracker = clients.with("WANDB_BASE_URL", "http://127.0.0.1:" + port).tracker(Client.WANDB);
        TrackedRun run = PythonClients.begin(id, tracker);
        PythonClients.train(run, 50);
        run.await(PythonClients.LONG);
        List<String> messages = run.messages();
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).startsWith("Weights & Biases does not answer ("), messages.get(0));
        server.close();
        server = new WandbServer(port);
        PythonClients.expectSentAfterFailures(tracker, id);
        expectWholeTraining(50);
        assertEquals(List.of(), run.messages());
    }

    @Test
    void losesNothingIfTheServerIsBusyForAWhile() throws Exception {
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.WANDB));
        PythonClients.steps(run, 1, 10);
        PythonClients.expectSent(run);
        server.refuse(503);
        PythonClients.steps(run, 11, 50);
        run.end(State.FAILED);
        Thread.sleep(6000);
        server.refuse(0);
        PythonClients.expectSent(run);
        assertEquals(range(50), steps(server.run(id), "train/loss"));
        assertEquals(1, server.run(id).exitCode);
    }

    @Test
    void losesNothingIfTheProgramIsKilled() throws Exception {
        Tracker tracker = clients.tracker(Client.WANDB);
        TrackedRun run = PythonClients.begin(id, tracker);
        PythonClients.steps(run, 1, 500);
        PythonClients.expectSent(run);
        List<ProcessHandle> killed = ProcessHandle.current().descendants().toList();
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        PythonClients.steps(run, 501, 1000);
        run.end(State.COMPLETE);
        PythonClients.expectSentAfterFailures(tracker, id);
        assertEquals(range(1000), steps(server.run(id), "train/loss"));
        assertEquals(0, server.run(id).exitCode);
        assertEquals("finished", server.run(id).summary.get("state").asText());
        PythonClients.expectNoOrphans(killed);
    }

    @Test
    void saysToLogInWithoutAKey() throws Exception {
        clients.variables().remove("WANDB_API_KEY");
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.WANDB));
        PythonClients.steps(run, 1, 3);
        run.end(State.COMPLETE);
        run.await(PythonClients.LONG);
        List<String> messages = run.messages();
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).startsWith("Weights & Biases does not know who you are: set WANDB_API_KEY, or run '"),
                messages.get(0));
        assertTrue(messages.get(0).contains("WANDB_MODE=offline"), messages.get(0));
        clients.run(List.of(PythonClients.PYTHON.resolveSibling("wandb").toString(), "login", "--host", server.address(),
                WandbServer.KEY));
        clients.tracker(Client.WANDB).send();
        assertEquals(range(3), steps(server.run(id), "train/loss"));
    }

    @Test
    void saysThatAKeyIsRefusedWithoutNamingIt() throws Exception {
        server.refuse(401);
        TrackedRun run = PythonClients.begin(id, clients.tracker(Client.WANDB));
        PythonClients.steps(run, 1, 3);
        run.await(PythonClients.LONG);
        List<String> messages = run.messages();
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).startsWith("Weights & Biases refuses the API key; set the right one in WANDB_API_KEY"),
                messages.get(0));
        expectNothingOpen();
        clients.expectNowhere(WandbServer.KEY);
    }
}
