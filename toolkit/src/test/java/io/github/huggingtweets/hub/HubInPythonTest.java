package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Nano;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Python's client and this one agree on the protocol and on the cache. The system property {@code huggingtweets.python} names a
 * Python that has transformers; {@code ./lab test --with-python} installs one.
 */
@EnabledIfSystemProperty(named = "huggingtweets.python", matches = ".+")
class HubInPythonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOT = "huggingtweets/kirsten3531";
    private static final String WEIGHTS = "model.safetensors";
    private static final Path MODEL = Nano.folder();

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void publish() throws IOException {
        server.commit(BOT, MODEL, "README.md", "config.json", "tokenizer.json", "vocab.json", "merges.txt", WEIGHTS);
        environment.put("HF_HOME", home.resolve("hf").toString());
        environment.put("HF_ENDPOINT", server.endpoint().toString());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Map<String, String> offline() {
        Map<String, String> offline = new HashMap<>(environment);
        offline.put("HF_HUB_OFFLINE", "1");
        return offline;
    }

    private List<String> downloads() {
        return server.seen().stream().filter(request -> request.contains("GET") && !request.contains("/api/")).toList();
    }

    private static void assertSameModel(JsonNode python, Path folder) {
        float[][] expected = JSON.convertValue(python.path("logits"), float[][].class);
        try (Gpt2 model = Gpt2.load(folder)) {
            float[][] actual = model.logits(new long[] {1, 2, 3});
            assertEquals(expected.length, actual.length);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], 1e-3f);
            }
        }
    }

    @Test
    void pythonLoadsOfflineWhatJavaDownloaded() throws Exception {
        Path folder = Path.of(HubProcess.lastLine(HubProcess.java(environment, BOT)));
        server.forget();

        assertSameModel(JSON.readTree(HubProcess.lastLine(HubProcess.python(offline(), "load", BOT, "1", "2", "3"))), folder);
        assertEquals(List.of(), server.seen());
    }

    @Test
    void javaLoadsOfflineWhatPythonDownloaded() throws Exception {
        JsonNode python = JSON.readTree(HubProcess.lastLine(HubProcess.python(environment, "load", BOT, "1", "2", "3")));
        assertTrue(downloads().toString().contains("cdn GET"), server.seen() + "");
        server.forget();

        assertSameModel(python, Path.of(HubProcess.lastLine(HubProcess.java(offline(), BOT))));
        assertEquals(List.of(), server.seen());
    }

    @Test
    void downloadsNothingThatTheOtherClientHas() throws Exception {
        String[] files = {"config.json", "tokenizer.json", WEIGHTS};
        new HubClient(home, server).fetch(BOT, files);
        server.forget();
        String folder = HubProcess.lastLine(HubProcess.python(environment, "download", BOT, "config.json", "tokenizer.json",
                WEIGHTS, "merges.txt"));
        assertEquals(1, downloads().size(), downloads() + ""); // merges.txt, which Java had not downloaded
        assertFalse(server.seen().toString().contains("cdn"), server.seen() + "");
        server.forget();

        new HubClient(home, server).fetch(BOT, "config.json", "tokenizer.json", WEIGHTS, "merges.txt");

        assertEquals(List.of("hub HEAD /" + BOT + "/resolve/main/config.json"), server.seen());
        assertEquals(Path.of(folder), new HubClient(home, server).snapshot(BOT).folder());
    }

    @Test
    void downloadsOnceWhenBothStartAtOnce() throws Exception {
        server.add((request, exchange) -> {
            if (request.server().equals("cdn")) { // until the other client has sent its request
                long asked;
                do {
                    pause();
                    asked = server.seen().stream().filter(seen -> seen.contains("HEAD") && seen.endsWith(WEIGHTS)).count();
                } while (asked < 2);
                pause();
            }
            return false;
        });
        Process python = HubProcess.python(environment, "download", BOT, "config.json", "tokenizer.json", WEIGHTS);
        Process java = HubProcess.java(environment, BOT);

        Path folder = Path.of(HubProcess.lastLine(python));
        assertEquals(folder, Path.of(HubProcess.lastLine(java)));
        assertEquals(-1, Files.mismatch(MODEL.resolve(WEIGHTS), folder.resolve(WEIGHTS)));
        assertEquals(1, server.requests().stream().filter(request -> request.server().equals("cdn")).count());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void waitsForTheLockOfTheOtherClient() throws Exception {
        Path file = home.resolve("x.lock");
        Process holder = HubProcess.python(environment, "lock", file.toString());
        assertEquals("locked", holder.inputReader().readLine());
        assertTrue(BlobLock.tryTake(file).isEmpty());
        holder.getOutputStream().close();
        holder.waitFor();

        try (BlobLock lock = BlobLock.tryTake(file).orElseThrow()) {
            Process waiting = HubProcess.python(environment, "lock", file.toString());
            assertFalse(waiting.waitFor(8, TimeUnit.SECONDS));
            assertFalse(waiting.inputReader().ready(), "Python took a lock that was taken");
            lock.close();
            assertEquals("locked", waiting.inputReader().readLine());
            waiting.getOutputStream().close();
            assertEquals(0, waiting.waitFor());
        }
    }
}
