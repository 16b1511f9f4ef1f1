package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.progress.TransferProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that are cut, resumed, damaged or refused by the disk. */
class HubTransferTest {

    private static final String BOT = "huggingtweets/kirsten3531";
    private static final String WEIGHTS = "model.safetensors";
    private static final Path MODEL = Nano.folder();

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private HubClient client;
    private Path blob;
    private Path part;

    @BeforeEach
    void publish() throws IOException {
        server.commit(BOT, MODEL, "config.json", WEIGHTS);
        client = new HubClient(home, server);
        blob = client.folder(BOT).resolve("blobs").resolve(Checksums.sha256(MODEL.resolve(WEIGHTS)));
        part = blob.resolveSibling(blob.getFileName() + ".incomplete");
        Files.createDirectories(part.getParent());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void assertComplete(Path folder) throws IOException {
        assertEquals(-1, Files.mismatch(MODEL.resolve(WEIGHTS), folder.resolve(WEIGHTS)));
        assertFalse(Files.exists(part));
    }

    private List<String> downloads() {
        return server.requests().stream().filter(request -> request.server().equals("cdn"))
                .map(request -> request.headers().getOrDefault("range", "all")).toList();
    }

    /** Sends some bytes of the weights and cuts the connection. */
    private static boolean cut(FakeHub.Request request, HttpExchange exchange, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(MODEL.resolve(WEIGHTS));
        int begin = Integer.parseInt(request.headers().getOrDefault("range", "bytes=0-").replaceAll("\\D", ""));
        if (begin > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(begin, all.length - 1, all.length));
        }
        exchange.sendResponseHeaders(begin > 0 ? 206 : 200, all.length - begin);
        exchange.getResponseBody().write(all, begin, bytes);
        exchange.getResponseBody().flush();
        return true;
    }

    @Test
    void resumesAfterACutConnection() throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        server.add((request, exchange) -> request.server().equals("cdn") && cuts.incrementAndGet() <= 7
                && cut(request, exchange, 500_000));

        assertComplete(client.fetch(BOT, WEIGHTS));

        assertEquals(8, downloads().size());
        assertEquals("all", downloads().get(0));
        for (String range : downloads().subList(1, 8)) {
            assertTrue(range.matches("bytes=[1-9]\\d+-"), range);
        }
        assertTrue(client.progress().stream().anyMatch(state -> state.pause().isPresent()
                && state.pause().get().contains("127.0.0.1 has cut the connection")), client.progress() + "");
    }

    @Test
    void keepsThePartWhenItGivesUp() throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        server.add((request, exchange) -> request.server().equals("cdn")
                && cut(request, exchange, cuts.incrementAndGet() == 1 ? 500_000 : 0));

        HubException refusal = assertThrows(HubException.class, () -> client.fetch(BOT, WEIGHTS));
        assertTrue(refusal.getMessage().startsWith("127.0.0.1 has cut the connection"), refusal.getMessage());
        long kept = Files.size(part);
        assertTrue(kept > 0, "nothing kept");
        TransferProgress last = client.progress().get(client.progress().size() - 1);
        assertEquals(State.FAILED, last.state());
        assertTrue(last.line().matches(BOT + ": failed at 0(\\.\\d)? of .*") && !last.line().contains("left"), last.line());

        server.heal();
        server.forget();
        assertComplete(client.fetch(BOT, WEIGHTS));
        assertEquals(List.of("bytes=" + kept + "-"), downloads());
    }

    @Test
    void countsTheBytesOfAnEarlierDownload() throws IOException {
        byte[] all = Files.readAllBytes(MODEL.resolve(WEIGHTS));
        Files.write(part, Arrays.copyOf(all, 3_000_000));

        assertComplete(client.fetch(BOT, WEIGHTS));

        assertEquals(List.of("bytes=3000000-"), downloads());
        TransferProgress first = client.progress().get(0);
        TransferProgress last = client.progress().get(client.progress().size() - 1);
        assertTrue(first.line().matches(BOT + ": model\\.safetensors · 3(\\.0)? of [\\d.]+ MB"), first.line());
        assertEquals(3_000_000, first.bytes());
        assertEquals(all.length, last.bytes());
        assertEquals(all.length, last.total());
        assertTrue(last.isDone());
        assertEquals(1, client.progress().stream().filter(TransferProgress::isDone).count());
    }

    @Test
    void restartsWhenTheServerSupportsNoRanges() throws IOException {
        Files.write(part, new byte[1_000]);
        server.add((request, exchange) -> {
            if (!request.server().equals("cdn")) {
                return false;
            }
            exchange.sendResponseHeaders(200, Files.size(MODEL.resolve(WEIGHTS)));
            Files.copy(MODEL.resolve(WEIGHTS), exchange.getResponseBody());
            return true;
        });

        assertComplete(client.fetch(BOT, WEIGHTS));
        assertEquals(List.of("bytes=1000-"), downloads());
    }

    @Test
    void restartsWhenTheEarlierPartIsDamaged() throws IOException {
        Files.write(part, new byte[1_000]);

        assertComplete(client.fetch(BOT, WEIGHTS));

        assertEquals(List.of("bytes=1000-", "all"), downloads());
        assertEquals(List.of("What an earlier download left of model.safetensors was damaged; it is downloaded again."),
                client.notes());
    }

    @Test
    void restartsWhenTheEarlierPartIsTooLong() throws IOException {
        Files.write(part, new byte[Math.toIntExact(Files.size(MODEL.resolve(WEIGHTS))) + 1]);

        assertComplete(client.fetch(BOT, WEIGHTS));
        assertEquals(List.of("all"), downloads());
    }

    @Test
    void restartsWhenTheServerLacksTheRange() throws IOException {
        Files.write(part, new byte[1_000]);
        server.add((request, exchange) -> {
            if (!request.headers().containsKey("range")) {
                return false;
            }
            exchange.sendResponseHeaders(416, -1);
            return true;
        });

        assertComplete(client.fetch(BOT, WEIGHTS));
    }

    @Test
    void deletesAFileWithAWrongChecksum() throws IOException {
        byte[] other = Files.readAllBytes(MODEL.resolve(WEIGHTS));
        other[other.length / 2] ^= 1;
        Path damaged = Files.write(home.resolve("damaged"), other);
        server.add((request, exchange) -> {
            if (request.method().equals("GET")) {
                FakeHub.send(exchange, damaged);
                return true;
            }
            return false;
        });

        assertEquals("model.safetensors of " + BOT + " is not what the Hub says it is (its checksum is another than "
                + blob.getFileName() + "), and was deleted; try again",
                assertThrows(HubException.class, () -> client.fetch(BOT, WEIGHTS)).getMessage());
        assertFalse(Files.exists(part) || Files.exists(blob));
        assertThrows(HubException.class, () -> client.fetch(BOT, "config.json")); // its checksum is git's, and its size differs
    }

    @Test
    void checksSmallFilesWithTheChecksumOfGit() throws IOException {
        Path damaged = Files.writeString(home.resolve("damaged"),
                Files.readString(MODEL.resolve("config.json")).replace("gpt2", "gpt3"));
        server.add((request, exchange) -> {
            if (request.method().equals("GET")) {
                FakeHub.send(exchange, damaged);
                return true;
            }
            return false;
        });

        assertTrue(assertThrows(HubException.class, () -> client.fetch(BOT, "config.json")).getMessage()
                .contains("its checksum is another"));
    }

    @Test
    void sendsTheTokenOnlyToTheHubAndNeverShowsIt() throws IOException {
        String token = "hf_" + "s3cr3t".repeat(6);
        client.with("HF_TOKEN", token + "\n");

        assertComplete(client.fetch(BOT, WEIGHTS));

        for (FakeHub.Request request : server.requests()) {
            assertEquals(request.server().equals("hub") ? "Bearer " + token : null, request.headers().get("authorization"));
        }
        server.add((request, exchange) -> {
            FakeHub.refuse(exchange, 403, "", "bad token " + token);
            return true;
        });
        String said = client.hub() + " " + assertThrows(HubException.class, () -> client.fetch("gpt2", WEIGHTS))
                + client.notes() + client.progress();
        assertFalse(said.contains("s3cr3t"), said);
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> file.toFile().length() < 1_000_000).toList()) {
                assertFalse(Files.readString(file).contains("s3cr3t"), file.toString());
            }
        }
    }

    @Test
    void refusesADownloadThatDoesNotFitOnTheDisk() {
        server.add((request, exchange) -> {
            if (!request.path().endsWith(WEIGHTS)) {
                return false;
            }
            exchange.getResponseHeaders().set("X-Repo-Commit", request.path().split("/")[4]);
            exchange.getResponseHeaders().set("ETag", "\"" + blob.getFileName() + "\"");
            exchange.getResponseHeaders().set("Content-Length", Long.toString(Long.MAX_VALUE / 16));
            exchange.sendResponseHeaders(200, -1);
            return true;
        });

        String message = assertThrows(HubException.class, () -> client.fetch(BOT, WEIGHTS)).getMessage();
        assertTrue(message.matches("model\\.safetensors of " + BOT + " needs 576,460,\\d+,\\d+ MB more, and where the cache is"
                + " \\(" + home + "/hf/hub\\) only [\\d,]+ MB are free; make room there, or set HF_HOME to a folder on"
                + " another disk"),
                message);
        assertEquals(0, downloads().size());
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where writing to /dev/full fails as on a full disk
    void saysThatTheDiskIsFull() throws IOException {
        Files.createSymbolicLink(part, Path.of("/dev/full"));

        assertEquals("The disk with the cache (" + home.resolve("hf/hub") + ") is full; make room there, or set HF_HOME to a"
                + " folder on another disk. The downloaded part of " + BOT + " is kept, and the next call continues from there",
                assertThrows(HubException.class, () -> client.fetch(BOT, WEIGHTS)).getMessage());
        Files.delete(part);
    }

    @Test
    void saysThatTheCacheCannotBeWritten() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        client.with("HF_HOME", file.toString());

        String message = assertThrows(HubException.class, () -> client.fetch(BOT, WEIGHTS)).getMessage();
        assertTrue(message.startsWith("The cache in " + file.resolve("hub") + " cannot be written ("), message);
    }

    @Test
    void resumesAfterAnInterruption() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        server.add((request, exchange) -> {
            if (!request.server().equals("cdn")) {
                return false;
            }
            cut(request, exchange, 1_000_000);
            begun.countDown();
            await(ended);
            return true;
        });
        Thread thread = Thread.currentThread();
        new Thread(() -> {
            await(begun);
            thread.interrupt();
        }).start();

        assertEquals(
                "The download was interrupted. The part that was downloaded is kept, and the next call continues from there.",
                assertThrows(CancellationException.class, () -> client.fetch(BOT, WEIGHTS)).getMessage());
        assertFalse(Thread.interrupted());
        ended.countDown();
        server.heal();
        assertComplete(client.fetch(BOT, WEIGHTS));
    }

    @Test
    void resumesAfterATimeout() throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        server.add((request, exchange) -> {
            if (!request.server().equals("cdn") || asked.incrementAndGet() > 1) {
                return false;
            }
            cut(request, exchange, 1_000_000);
            await(ended);
            return true;
        });

        assertComplete(client.with("HF_HUB_DOWNLOAD_TIMEOUT", "1").fetch(BOT, WEIGHTS));
        ended.countDown();
        assertEquals(List.of("all", "bytes=1000000-"), downloads());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
