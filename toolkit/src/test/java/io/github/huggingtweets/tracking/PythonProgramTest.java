package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.tracking.PythonService.Client;
import io.github.huggingtweets.tracking.SendFailure.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when Python is not there, or is not what it should be. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // the shell scripts in the place of Python
class PythonProgramTest {

    private static final Event.Begun BEGUN =
            new Event.Begun("abc123def456", "herons", "Heron", Instant.EPOCH, Map.of(), Map.of(), "");

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private PythonProgram program(Map<String, String> variables, Duration patience) {
        return new PythonProgram(new PythonPackages(folder.resolve("trackers"), variables, notes::add), variables, patience);
    }

    /** {@return a Python that has the clients, and then does something else} */
    private PythonProgram pythonThat(String does, Duration patience) throws IOException {
        Path python = Files.writeString(folder.resolve("python"),
                "#!/bin/sh\ncase \"$2\" in *find_spec*) exit 0;; esac\n" + does + "\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put(PythonPackages.VARIABLE, python.toString());
        return program(variables, patience);
    }

    private static SendFailure failure(PythonProgram program) {
        Sender sender = new PythonService(Client.TRACKIO, "herons", program).sender(Path.of("outbox"));
        return assertThrows(SendFailure.class, () -> sender.send(List.of(BEGUN)));
    }

    @Test
    void saysThatTheProgramDiedAndTriesAgain() throws Exception {
        SendFailure failure = failure(pythonThat("exit 3", Duration.ofSeconds(30)));
        assertEquals("The Python program of this tracker ended by itself", failure.getMessage());
        assertEquals(Then.RETRY, failure.then());
    }

    @Test
    void killsAProgramThatDoesNotAnswer() throws Exception {
        Path pid = folder.resolve("pid");
        SendFailure failure = failure(pythonThat("echo $$ > '" + pid + "'; sleep 1000 & sleep 1000", Duration.ofSeconds(1)));
        assertEquals("The Python program of this tracker did not answer within 1 seconds", failure.getMessage());
        assertEquals(Then.RETRY, failure.then());
        long id = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(id).ifPresent(process -> process.onExit().join());
        assertTrue(ProcessHandle.current().descendants()
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 1000")));
    }

    @Test
    void killsAProgramThatReadsNothing() throws Exception {
        PythonProgram program = pythonThat("exec sleep 1000", Duration.ofSeconds(1));
        Sender sender = new PythonService(Client.TRACKIO, "herons", program).sender(Path.of("outbox"));
        Event large = new Event.Summary(Instant.EPOCH, Map.of("text", "x".repeat(1 << 20))); // more than a pipe holds
        SendFailure failure = assertThrows(SendFailure.class, () -> sender.send(List.of(large)));
        assertEquals("The Python program of this tracker did not answer within 1 seconds", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Segmentation fault", "{\"id\":", "{}", "{\"id\":\"one\"}", "[]"})
    void killsAProgramThatAnswersGarbage(String garbage) throws Exception {
        SendFailure failure = failure(pythonThat("echo '" + garbage + "'; exec sleep 1000", Duration.ofSeconds(30)));
        assertEquals("The Python program of this tracker answered what it should not", failure.getMessage());
        assertEquals(Then.RETRY, failure.then());
    }

    @Test
    void startsAgainAfterTheProgramDied() throws Exception {
        PythonProgram program = pythonThat("[ -e '" + folder + "/second' ] || { touch '" + folder + "/second'; exit 1; }\n"
                + "while read -r line; do case $line in *'\"id\":1'*) break ;; esac; done\n" // an answer comes after its question
                + "echo '{\"id\":1,\"address\":\"http://here\"}'; cat >/dev/null", Duration.ofSeconds(30));
        failure(program);
        Sender sender = new PythonService(Client.TRACKIO, "herons", program).sender(Path.of("outbox"));
        sender.send(List.of(BEGUN));
        assertEquals("http://here", sender.address().orElseThrow());
        sender.close();
    }

    @Test
    void namesThePythonWithoutTheClients() throws Exception {
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), PythonPackages.VARIABLE, "/nowhere/python");
        SendFailure failure = failure(program(variables, Duration.ofSeconds(30)));
        assertEquals("HUGGINGTWEETS_PYTHON is /nowhere/python, which is no Python that has wandb and trackio; install them with "
                + "'/nowhere/python -m pip install wandb trackio', or unset the variable", failure.getMessage());
        assertEquals(Then.KEEP, failure.then());
    }

    @Test
    void saysHowToInstallPythonIfThereIsNone() {
        SendFailure failure = failure(program(Map.of("PATH", folder.toString()), Duration.ofSeconds(30)));
        assertTrue(failure.getMessage()
                .startsWith("Weights & Biases and Trackio need Python 3.10 or newer with its module venv, and "
                        + "there is none on the PATH; install it"),
                failure.getMessage());
        assertEquals(Then.KEEP, failure.then());
        assertFalse(Files.exists(folder.resolve("trackers")));
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "me/bots", "a\\b", "100%", "a:b", "what?", "#1", "two\nlines"})
    void refusesWhatIsNoNameOfAProject(String name) {
        for (Client client : Client.values()) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> new PythonService(client, name, program(Map.of(), Duration.ZERO))).getMessage();
            assertTrue(
                    message.startsWith("The name of a project of " + (client == Client.WANDB ? "Weights & Biases" : "Trackio")),
                    message);
        }
    }

    @Test
    void namesFoldersByThePlaceWithoutASecret() {
        assertEquals("wandb", folderOf(Client.WANDB, Map.of()));
        assertEquals("wandb-wandb.example-8080",
                folderOf(Client.WANDB, Map.of("WANDB_BASE_URL", "https://me:secret@wandb.example:8080")));
        assertEquals("trackio-me-bots", folderOf(Client.TRACKIO, Map.of("TRACKIO_SPACE_ID", "me/bots")));
        assertEquals("trackio-trackio.example-base",
                folderOf(Client.TRACKIO, Map.of("TRACKIO_SERVER_URL", "http://trackio.example/base?write_token=secret")));
        assertEquals("trackio-data-runs", folderOf(Client.TRACKIO, Map.of("TRACKIO_DIR", "/data/runs")));
        assertEquals("wandb-elsewhere", folderOf(Client.WANDB, Map.of("WANDB_BASE_URL", "https://me:sec ret@[")));
    }

    private String folderOf(Client client, Map<String, String> variables) {
        return new PythonService(client, "herons", program(variables, Duration.ZERO)).folder();
    }
}
