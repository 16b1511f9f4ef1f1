package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Nano;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that use one cache at the same time, and processes that are killed. */
class HubProcessesTest {

    private static final String BOT = "huggingtweets/kirsten3531";
    private static final String WEIGHTS = "model.safetensors";
    private static final Path MODEL = Nano.folder();

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private Map<String, String> environment;

    @BeforeEach
    void publish() throws IOException {
        server.commit(BOT, MODEL, "config.json", "tokenizer.json", WEIGHTS);
        environment = Map.of("HF_HOME", home.resolve("hf").toString(), "HF_ENDPOINT", server.endpoint().toString());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private long downloads() {
        return server.requests().stream().filter(request -> request.server().equals("cdn")).count();
    }

    @Test
    void resumesAfterAKilledProcess() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        server.add((request, exchange) -> {
            if (!request.server().equals("cdn") || killed.getCount() == 0) {
                return false;
            }
            exchange.sendResponseHeaders(200, Files.size(MODEL.resolve(WEIGHTS)));
            exchange.getResponseBody().write(Files.readAllBytes(MODEL.resolve(WEIGHTS)), 0, 2_000_000);
            exchange.getResponseBody().flush();
            await(killed);
            return true;
        });
        Path part = new HubClient(home, server).folder(BOT).resolve("blobs")
                .resolve(Checksums.sha256(MODEL.resolve(WEIGHTS)) + ".incomplete");
        Process process = HubProcess.java(environment, BOT);
        while (process.isAlive() && !(Files.exists(part) && Files.size(part) == 2_000_000)) {
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();
        killed.countDown();
        assertEquals(2_000_000, Files.size(part));
        server.forget();

        HubClient client = new HubClient(home, server);
        Path folder = client.fetch(BOT, "config.json", WEIGHTS);

        assertEquals(-1, Files.mismatch(MODEL.resolve(WEIGHTS), folder.resolve(WEIGHTS)));
        assertTrue(server.seen().toString().contains("bytes=2000000-"), server.seen() + "");
        assertFalse(server.seen().toString().contains("GET /" + BOT + "/resolve/" + folder.getFileName() + "/config.json"));
        assertEquals(List.of(), client.notes()); // the lock of the killed process is free
    }

    @Test
    void downloadsOnceForTwoProcesses() throws Exception {
        CountDownLatch bothAsked = new CountDownLatch(2);
        server.add((request, exchange) -> {
            if (request.method().equals("HEAD") && request.path().endsWith(WEIGHTS)) {
                bothAsked.countDown();
            }
            if (request.server().equals("cdn")) {
                await(bothAsked);
            }
            return false;
        });

        Process first = HubProcess.java(environment, BOT);
        Process second = HubProcess.java(environment, BOT);
        Path folder = Path.of(HubProcess.lastLine(first));

        assertEquals(folder, Path.of(HubProcess.lastLine(second)));
        assertEquals(-1, Files.mismatch(MODEL.resolve(WEIGHTS), folder.resolve(WEIGHTS)));
        assertEquals(1, downloads());
    }

    @Test
    void downloadsOnceForSeveralThreads() throws Exception {
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> new HubClient(home, server).fetch(BOT, "config.json", WEIGHTS))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(1, downloads());
        assertEquals(-1,
                Files.mismatch(MODEL.resolve(WEIGHTS), new HubClient(home, server).fetch(BOT, WEIGHTS).resolve(WEIGHTS)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
