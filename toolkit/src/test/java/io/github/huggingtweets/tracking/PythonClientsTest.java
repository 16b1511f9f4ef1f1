package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.tracking.PythonService.Client;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How the real clients are installed, and how they end. */
@Timeout(600)
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class PythonClientsTest {

    @TempDir
    private Path folder;

    @Test
    void leavesNothingRunningWhenTheProgramIsKilled() throws Exception {
        String id = TrackedRun.newId();
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dhuggingtweets.services=" + System.getProperty("huggingtweets.services"),
                TrackingUntilKilled.class.getName(), folder.toString(), id).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        BufferedReader output = program.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.equals(TrackingUntilKilled.READY)) {
                break;
            }
        }
        List<ProcessHandle> started = program.descendants().toList();
        program.destroyForcibly(); // the signal KILL
        program.waitFor();
        assertEquals(TrackingUntilKilled.READY, said.get(said.size() - 1), said.toString());
        assertTrue(started.size() >= 2, "Python, and the program of Weights & Biases: " + started);
        PythonClients.expectNoOrphans(started);

        PythonClients clients = new PythonClients(folder).with("WANDB_MODE", "offline");
        clients.tracker(Client.TRACKIO).send();
        JsonNode run = clients.trackio().get("runs").get(0);
        assertEquals("failed", run.get("config").get("state").asText());
        try (WandbServer server = new WandbServer()) {
            clients.with("WANDB_API_KEY", WandbServer.KEY).with("WANDB_BASE_URL", server.address());
            clients.run(
                    List.of(PythonClients.PYTHON.toString(), "-m", "wandb", "sync", clients.wandbFolders().get(0).toString()));
            assertEquals(TrackingUntilKilled.STEPS, server.run(id).history.size());
            assertEquals(1, server.run(id).exitCode);
        }
    }

    private PythonPackages packages(Map<String, String> changed, List<String> notes) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.remove(PythonPackages.VARIABLE);
        variables.putAll(changed);
        return new PythonPackages(folder.resolve("new/trackers"), variables, notes::add);
    }

    @Test
    void installsTheClientsWhenTheyAreFirstNeeded() throws Exception {
        Map<String, String> unreachable = Map.of("PIP_INDEX_URL", "http://me:secret@127.0.0.1:9/simple", "PIP_RETRIES", "0");
        SendFailure failure = assertThrows(SendFailure.class, () -> packages(unreachable, new ArrayList<>()).command());
        assertEquals(
                "The Python clients of Weights & Biases and Trackio cannot be installed: the package index does not answer; check "
                        + "the connection to the internet, and the proxy in HTTPS_PROXY if you need one",
                failure.getMessage());
        assertEquals(SendFailure.Then.KEEP, failure.then());

        List<String> notes = new ArrayList<>();
        List<String> command = packages(Map.of(), notes).command();
        assertEquals(1, notes.size(), notes.toString());
        assertTrue(notes.get(0).startsWith("Installing the Python clients of Weights & Biases and Trackio into "), notes.get(0));
        assertEquals(command, packages(unreachable, notes).command());
        assertEquals(1, notes.size(), notes.toString());

        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("TRACKIO_DIR", folder.resolve("trackio").toString());
        PythonProgram program = new PythonProgram(packages(Map.of(), notes), variables, Duration.ofMinutes(2));
        TrackedRun run = PythonClients.begin(TrackedRun.newId(),
                Tracker.of(new PythonService(Client.TRACKIO, "herons", program)).cacheIn(folder));
        PythonClients.steps(run, 1, 5);
        run.end(State.COMPLETE);
        PythonClients.expectSent(run);
        assertTrue(Files.exists(folder.resolve("trackio/herons.db")));
    }
}
