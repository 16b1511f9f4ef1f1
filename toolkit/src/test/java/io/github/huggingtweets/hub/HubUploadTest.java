package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.progress.TransferProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to a server on loopback that speaks the Hub's protocol. */
class HubUploadTest {

    private static final String NAME = "me/bot";
    private static final String TOKEN = "hf_" + "s3cr3t".repeat(6);
    private static final int PART = 1 << 16;

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private Path folder;
    private HubClient client;

    @BeforeEach
    void prepare() throws IOException {
        server.account(TOKEN, "me", "write", "my-group");
        server.partSize(PART);
        client = new HubClient(home, server).with("HF_TOKEN", TOKEN);
        folder = Files.createDirectory(home.resolve("bot"));
        weights(1, 5 * PART + 17);
        Files.writeString(folder.resolve("config.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("README.md"), "# Ünïcode 🤖\n");
        Files.writeString(folder.resolve("empty.bin"), "");
        Files.writeString(folder.resolve(".hidden"), "mine");
        Files.write(Files.createDirectories(folder.resolve("runs/a b")).resolve("picture.png"), bytes(7, 300));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void weights(long seed, int size) throws IOException {
        Files.write(folder.resolve("model.safetensors"), bytes(seed, size));
    }

    private Published push() {
        return client.hub().push(folder, NAME, names -> Set.of("old.json"));
    }

    /** {@return what the folder has for the Hub, as text by name} */
    private Map<String, String> local() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("README.md", "config.json", "empty.bin", "model.safetensors", "runs/a b/picture.png")) {
            files.put(name, Checksums.sha256(folder.resolve(name)));
        }
        return files;
    }

    private Map<String, String> remote() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, Path> file : server.files(NAME).entrySet()) {
            if (!file.getKey().equals(".gitattributes")) {
                files.put(file.getKey(), Checksums.sha256(file.getValue()));
            }
        }
        return files;
    }

    @Test
    void makesAPrivateRepositoryWithAllFiles() throws IOException {
        Published published = push();

        assertEquals(local(), remote());
        assertEquals(true, server.isHidden(NAME));
        assertEquals(false, published.isVisible());
        assertEquals(server.endpoint() + "/me/bot (private): 5 files uploaded (329 kB).", published.toString());
        assertEquals(server.newest(NAME), published.commit());
    }

    private static long count(FakeHub server, String text) {
        return server.seen().stream().filter(request -> request.contains(text)).count();
    }

    private List<String> parts() {
        return server.seen().stream().filter(request -> request.startsWith("cdn PUT"))
                .map(request -> request.replaceFirst(".*/uploads/\\d+/", "")).toList();
    }

    @Test
    void sendsLargeFilesInPartsAndSmallOnesInOneCommit() throws IOException {
        push();

        assertEquals(List.of("1", "2", "3", "4", "5", "6", "0"), parts()); // six parts of the weights, and a picture at once
        assertEquals(1, count(server, "/commit/main"));
        assertEquals(2, count(server, "info/lfs/verify"));
        Map<String, String> modes = new TreeMap<>();
        server.tree(server.newest(NAME)).forEach((path, content) -> modes.put(path, content.isLarge() ? "large" : "small"));
        assertEquals(Map.of(".gitattributes", "small", "README.md", "small", "config.json", "small", "empty.bin", "small",
                "model.safetensors", "large", "runs/a b/picture.png", "large"), modes);
    }

    @Test
    void sendsOnlyWhatHasChanged() throws IOException {
        push();
        server.forget();
        Files.writeString(folder.resolve("config.json"), "{\"a\": 2}");

        assertEquals("1 file uploaded (1 kB), 4 unchanged.", push().changes());
        assertEquals(local(), remote());
        assertEquals(List.of(), parts());
        assertEquals(0, count(server, "objects/batch"));
    }

    @Test
    void makesNoCommitWhenNothingHasChanged() throws IOException {
        String commit = push().commit();
        server.forget();

        Published again = push();

        assertEquals("Nothing has changed since the last push, so nothing was uploaded.", again.changes());
        assertEquals(commit, again.commit());
        assertEquals(commit, server.newest(NAME));
        assertEquals(0, count(server, "POST /api/models"));
    }

    @Test
    void removesFilesOfAnEarlierBotInTheSameCommitAndKeepsOthers() throws IOException {
        server.pageSize(2);
        server.commit(NAME, folder, "config.json", "README.md");
        Path other = Files.writeString(home.resolve("other"), "x");
        server.commit(NAME, "main", Map.of("old.json", other, "LICENSE", other, "data/old.json", other, "z", other, "a", other));

        Published published = push();

        assertEquals(List.of("old.json"), published.removed());
        assertEquals("5 files uploaded (329 kB), 1 of an earlier bot removed.", published.changes());
        assertEquals(Set.of("LICENSE", "data/old.json", "z", "a", "README.md", "config.json", "empty.bin", "model.safetensors",
                "runs/a b/picture.png"), remote().keySet());
        assertEquals(1, count(server, "/commit/main"));
    }

    @Test
    void leavesAloneWhatTheRepositoryIgnores() throws IOException {
        Path ignoring = Files.writeString(home.resolve("ignoring"), "README.md\n");
        server.commit(NAME, "main", Map.of(".gitignore", ignoring));

        assertFalse(push().uploaded().contains("README.md"));
        assertFalse(remote().containsKey("README.md"));
        assertEquals(List.of("README.md stays here, since the file .gitignore in me/bot names it."), client.notes());
    }

    @Test
    void showsAModelToEverybodyOnlyOnDemand() {
        Published published = push();
        assertTrue(server.isHidden(NAME));

        Published visible = published.visible();

        assertFalse(server.isHidden(NAME));
        assertEquals(server.endpoint() + "/me/bot (visible to everybody): 5 files uploaded (329 kB).", visible.toString());
        assertTrue(push().isVisible());
        assertFalse(server.isHidden(NAME), "a push hides a visible model");
    }

    @Test
    void pushesForAnOrganization() throws IOException {
        client.hub().push(folder, "my-group/bot", names -> Set.of());

        assertTrue(server.has("my-group/bot"));
    }

    @Test
    void sendsNothingAgainThatArrivedBeforeThePushFailed() throws IOException {
        server.add((request, exchange) -> request.path().contains("/commit/") && refuse(exchange, 400, "no such thing"));
        assertThrows(HubException.class, this::push);
        server.heal();
        server.forget();

        push();

        assertEquals(local(), remote());
        assertEquals(List.of(), parts());
        assertEquals(2, count(server, "objects/batch"));
    }

    @Test
    void goesOnWithThePartsThatHaveNotArrived() throws IOException {
        server.add((request, exchange) -> request.path().matches("/uploads/\\d+/4") && refuse(exchange, 503, ""));
        String message = assertThrows(HubException.class, this::push).getMessage();
        assertEquals("127.0.0.1 is out of order at the moment (it answers with status 503); push again later. me/bot is there,"
                + " private, and without the new files; the next push goes on from here", message);
        assertEquals(List.of("1", "2", "3", "4", "4", "4", "4", "4"), parts());
        server.heal();
        server.forget();
        client.progress().clear();

        push();

        assertEquals(List.of("4", "5", "6", "0"), parts());
        assertEquals(local(), remote());
        assertEquals(3L * PART, client.progress().get(0).bytes());
    }

    @Test
    void repeatsAPartWhoseConnectionWasCut() throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        server.add((request, exchange) -> request.path().matches("/uploads/\\d+/[25]") && cuts.incrementAndGet() % 3 != 0);

        push();

        assertEquals(List.of("1", "2", "2", "2", "3", "4", "5", "5", "5", "6", "0"), parts());
        assertEquals(local(), remote());
        assertTrue(client.progress().stream().anyMatch(state -> state.pause().isPresent()
                && state.pause().get().contains("127.0.0.1 has cut the connection")), client.progress() + "");
    }

    @Test
    void asksForNewAddressesWhenTheStorageTakesTheOldOnesNoMore() throws IOException {
        AtomicInteger refusals = new AtomicInteger();
        server.add((request, exchange) -> request.path().matches("/uploads/\\d+/3") && refusals.incrementAndGet() == 1
                && refuse(exchange, 403, "expired"));

        push();

        assertEquals(List.of("1", "2", "3", "1", "2", "3", "4", "5", "6", "0"), parts());
        assertEquals(local(), remote());
    }

    @Test
    void saysThatTheStorageRefuses() {
        server.add((request, exchange) -> {
            if (request.server().equals("cdn")) {
                byte[] xml = "<Error><Code>AccessDenied</Code><Message>?Signature=of-the-part~</Message></Error>".getBytes();
                exchange.sendResponseHeaders(403, xml.length);
                exchange.getResponseBody().write(xml);
                return true;
            }
            return false;
        });

        assertEquals("127.0.0.1, the storage of the Hub, does not take model.safetensors (it answers with status 403)"
                + " (AccessDenied); push again. me/bot is there, private, and without the new files; the next push goes on from here",
                assertThrows(HubException.class, this::push).getMessage());
    }

    @Test
    void saysThatAFileDidNotArriveAsItWasSent() throws IOException {
        weights(1, PART / 2); // sent at once
        Path damaged = Files.write(home.resolve("damaged"), bytes(2, PART / 2));
        server.add((request, exchange) -> {
            if (!request.server().equals("cdn") || !request.path().endsWith("/0")) {
                return false;
            }
            exchange.getRequestBody().readAllBytes();
            server.store(Checksums.sha256(folder.resolve("model.safetensors")), damaged);
            exchange.sendResponseHeaders(200, -1);
            return true;
        });

        assertEquals("model.safetensors of me/bot did not arrive as it was sent; push again, and it is sent anew. "
                + server.endpoint()
                + " does not take model.safetensors of me/bot (it answers with status 422) (\"the content does"
                + " not match its SHA-256\"); correct that, and push again. me/bot is there, private, and without the new files;"
                + " the next push goes on from here", assertThrows(HubException.class, this::push).getMessage());
        server.heal();
        push();
        assertEquals(local(), remote());
    }

    @Test
    void findsItsCommitWhenTheAnswerWasLost() throws IOException {
        push();
        weights(3, 2 * PART);
        AtomicInteger lost = new AtomicInteger();
        server.lose(request -> request.path().contains("/commit/") && lost.incrementAndGet() == 1);

        Published published = push();

        assertEquals(local(), remote());
        assertEquals(server.newest(NAME), published.commit());
        assertEquals(1, lost.get(), "the commit was made twice");
    }

    @Test
    void replacesNothingThatSomebodyElseHasJustPushed() throws IOException {
        push();
        weights(3, 2 * PART);
        Path other = Files.writeString(home.resolve("other"), "x");
        AtomicInteger commits = new AtomicInteger();
        server.add((request, exchange) -> {
            if (request.path().contains("/commit/") && commits.incrementAndGet() == 1) {
                server.commit(NAME, "main", Map.of("theirs", other));
            }
            return false;
        });

        assertEquals("Somebody else has changed me/bot at " + server.endpoint() + " while this push was under way (\"A commit has"
                + " happened since. Please refresh and try again.\"); push again to replace that by this bot. me/bot is as it was,"
                + " and the next push goes on from here", assertThrows(HubException.class, this::push).getMessage());
        assertEquals(Set.of("theirs"), remote().keySet());
        server.forget();
        push();
        assertEquals(List.of(), parts());
        assertEquals(local().size() + 1, remote().size());
    }

    @Test
    void hasTheOldOrTheNewFilesWhicheverRequestFails() throws IOException {
        Hub hub = client.hub();
        int requests = requestsOfAPush(hub);
        for (Breakage breakage : Breakage.values()) {
            for (int at = 0; at < requests; at++) {
                String name = "me/" + breakage.name().toLowerCase() + at;
                weights(100L * breakage.ordinal() + at, 3 * PART);
                Files.writeString(folder.resolve("config.json"), "old");
                hub.push(folder, name, names -> Set.of());
                Map<String, Path> old = server.files(name);
                weights(10_000 + 100L * breakage.ordinal() + at, 2 * PART);
                Files.writeString(folder.resolve("config.json"), "new");
                Files.delete(folder.resolve("README.md"));
                server.forget();
                AtomicInteger sent = new AtomicInteger();
                breakage.add(server, sent, at);
                boolean failed = false;
                try {
                    hub.push(folder, name, names -> Set.of("README.md"));
                } catch (HubException e) {
                    failed = true;
                }
                String state = breakage + " of request " + at + (failed ? " failed" : " succeeded");
                server.heal();
                Map<String, Path> now = server.files(name);
                boolean isOld = checksums(now).equals(checksums(old));
                boolean isNew = checksums(now).equals(checksums(withAttributes(name)));
                assertTrue(isOld || isNew, state + ": a mixture, " + now);
                assertTrue(failed || isNew, state + ": nothing has changed");
                assertEquals(breakage.isMended && !failed || !breakage.isMended && failed, true, state);
                hub.push(folder, name, names -> Set.of("README.md"));
                assertEquals("new", text(name, "config.json"));
                assertFalse(server.files(name).containsKey("README.md"));
                Files.writeString(folder.resolve("README.md"), "# Ünïcode 🤖\n");
            }
        }
    }

    /** {@return the number of requests of the push that the test below breaks} */
    private int requestsOfAPush(Hub hub) throws IOException {
        weights(98, 3 * PART);
        hub.push(folder, NAME, names -> Set.of());
        weights(99, 2 * PART);
        server.forget();
        hub.push(folder, NAME, names -> Set.of());
        assertEquals(10, server.seen().size(), server.seen() + "");
        return server.seen().size();
    }

    private String text(String name, String file) throws IOException {
        return Files.readString(server.files(name).get(file));
    }

    private static Map<String, String> checksums(Map<String, Path> files) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            checksums.put(file.getKey(), Checksums.sha256(file.getValue()));
        }
        return checksums;
    }

    /** {@return all files that the repository has to have after the push} */
    private Map<String, Path> withAttributes(String name) {
        Map<String, Path> files = new TreeMap<>(Map.of(".gitattributes", server.files(name).get(".gitattributes")));
        List.of("config.json", "empty.bin", "model.safetensors", "runs/a b/picture.png")
                .forEach(file -> files.put(file, folder.resolve(file)));
        return files;
    }

    /** Ways in which a request goes wrong. */
    private enum Breakage {
        ONE_CUT(true),
        ONE_503(true),
        ONE_LOST_ANSWER(true),
        CUT_FROM_NOW_ON(false),
        BAD_REQUEST_FROM_NOW_ON(false);

        private final boolean isMended;

        Breakage(boolean isMended) {
            this.isMended = isMended;
        }

        void add(FakeHub server, AtomicInteger sent, int at) {
            if (this == ONE_LOST_ANSWER) {
                server.lose(request -> sent.getAndIncrement() == at);
                return;
            }
            server.add((request, exchange) -> {
                int number = sent.getAndIncrement();
                if (number == at && this == ONE_503) {
                    return refuse(exchange, 503, "");
                }
                return number == at && this == ONE_CUT || number >= at && this == CUT_FROM_NOW_ON
                        || number >= at && this == BAD_REQUEST_FROM_NOW_ON && refuse(exchange, 400, "Bad request");
            });
        }
    }

    private static boolean refuse(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getRequestBody().readAllBytes();
        FakeHub.refuse(exchange, status, "", message);
        return true;
    }

    @Test
    void stopsAndGoesOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        server.add((request, exchange) -> {
            if (!request.path().matches("/uploads/\\d+/3")) {
                return false;
            }
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
                "The upload was stopped. me/bot is there, private, and without the new files; the next push goes on from here",
                assertThrows(CancellationException.class, this::push).getMessage());
        assertFalse(Thread.interrupted());
        TransferProgress last = client.progress().get(client.progress().size() - 1);
        assertEquals(State.STOPPED, last.state());
        ended.countDown();
        server.heal();
        server.forget();

        push();

        assertEquals(List.of("3", "4", "5", "6", "0"), parts());
        assertEquals(local(), remote());
    }

    @Test
    void stopsBeforeItHasSentAnything() {
        Thread.currentThread().interrupt();

        assertEquals("The upload was stopped. me/bot is as it was, and the next push goes on from here",
                assertThrows(CancellationException.class, this::push).getMessage());
        assertFalse(Thread.interrupted());
        assertEquals(List.of(), server.seen());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void showsOneBarOverAllBytes() throws IOException {
        push();

        List<TransferProgress> states = client.progress();
        TransferProgress last = states.get(states.size() - 1);
        long all = 0;
        for (String name : local().keySet()) {
            all += Files.size(folder.resolve(name));
        }
        assertEquals(all, last.bytes());
        assertEquals(all, last.total());
        assertEquals("upload to me/bot", last.activity());
        assertTrue(last.line().startsWith("me/bot: 329 kB uploaded"), last.line());
        long before = 0;
        for (TransferProgress state : states) {
            assertTrue(state.bytes() >= before, states.toString());
            before = state.bytes();
            assertEquals(state == last, state.isDone());
        }
    }

    @Test
    void sendsTheTokenToTheHubAloneAndNeverShowsIt() throws IOException {
        Published published = push();

        for (FakeHub.Request request : server.requests()) {
            boolean isSigned = request.server().equals("cdn") || request.path().equals("/api/complete_multipart");
            assertEquals(isSigned ? null : "Bearer " + TOKEN, request.headers().get("authorization"), request.toString());
        }
        server.add((request, exchange) -> refuse(exchange, 400, "bad token " + TOKEN));
        HubException refusal = assertThrows(HubException.class, this::push);
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        String said = published + " " + client.hub() + trace + client.notes() + client.progress();
        assertFalse(said.contains("s3cr3t"), said);
    }

    @Test
    void followsARedirectionWithinTheHubOnly() throws IOException {
        server.add((request, exchange) -> {
            if (!request.path().startsWith("/api/models/me/bot/commit") || request.path().endsWith("again")) {
                return false;
            }
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", "/api/models/me/bot/commit/again");
            exchange.sendResponseHeaders(307, -1);
            return true;
        });
        push();
        assertEquals(local(), remote());
        server.heal();
        try (FakeHub stranger = new FakeHub()) {
            server.add((request, exchange) -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Location", stranger.endpoint() + request.path());
                exchange.sendResponseHeaders(307, -1);
                return true;
            });

            String message = assertThrows(HubException.class, this::push).getMessage();

            assertTrue(message
                    .startsWith(server.endpoint() + " redirects an upload to another server, 127.0.0.1, to which nothing was"
                            + " sent; check HF_ENDPOINT"),
                    message);
            assertEquals(List.of(), stranger.seen());
        }
    }

    @Test
    void noticesAFileThatIsReplacedOnTheWay() throws IOException {
        assertFileMustNotChange("/6", 5 * PART + 17);
        assertFileMustNotChange("/2", 100);
    }

    private void assertFileMustNotChange(String part, int size) throws IOException {
        weights(size, 5 * PART + 17);
        server.add((request, exchange) -> {
            if (request.path().endsWith(part)) {
                weights(9, size);
            }
            return false;
        });

        String message = assertThrows(HubException.class, this::push).getMessage();
        assertTrue(message.startsWith(folder.resolve("model.safetensors") + " was changed while it was uploaded; push again when"
                + " nothing writes to it. me/bot is "), message);
        assertEquals(Map.of(), remote());
        server.heal();
    }

    @Test
    void saysThatAFolderIsMissing() {
        String message = assertThrows(HubException.class, () -> client.hub().push(home.resolve("none"), NAME, names -> names))
                .getMessage();
        assertEquals("There is no folder " + home.resolve("none") + " to push; check its path", message);
        assertFalse(server.has(NAME));
    }
}
