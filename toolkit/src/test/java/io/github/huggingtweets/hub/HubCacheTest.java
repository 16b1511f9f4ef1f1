package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Nano;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout of the cache after a download, and when a request is sent. */
class HubCacheTest {

    private static final String BOT = "huggingtweets/kirsten3531";
    private static final Path MODEL = Nano.folder();

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();

    @AfterEach
    void close() {
        server.close();
    }

    private HubClient client() {
        return new HubClient(home, server);
    }

    private static List<String> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void usesTheFolderLayoutOfPython() throws IOException {
        String commit = server.commit(BOT, MODEL, "config.json", "model.safetensors", "README.md");
        String config = Checksums.git(Files.readAllBytes(MODEL.resolve("config.json")));
        String weights = Checksums.sha256(MODEL.resolve("model.safetensors"));

        Path folder = client().fetch(BOT, "config.json", "model.safetensors");

        Path cache = home.resolve("hf/hub");
        assertEquals(List.of(".locks/models--huggingtweets--kirsten3531/" + config + ".lock",
                ".locks/models--huggingtweets--kirsten3531/" + weights + ".lock",
                "CACHEDIR.TAG",
                "models--huggingtweets--kirsten3531/blobs/" + config,
                "models--huggingtweets--kirsten3531/blobs/" + weights,
                "models--huggingtweets--kirsten3531/refs/main",
                "models--huggingtweets--kirsten3531/snapshots/" + commit + "/config.json",
                "models--huggingtweets--kirsten3531/snapshots/" + commit + "/model.safetensors").stream().sorted().toList(),
                tree(cache));
        assertEquals(cache.resolve("models--huggingtweets--kirsten3531/snapshots").resolve(commit), folder);
        assertEquals(Path.of("../../blobs/" + weights), Files.readSymbolicLink(folder.resolve("model.safetensors")));
        assertEquals(commit, Files.readString(client().folder(BOT).resolve("refs/main")));
        assertArrayEquals(Files.readAllBytes(MODEL.resolve("model.safetensors")),
                Files.readAllBytes(folder.resolve("model.safetensors")));
    }

    @Test
    void linksFilesInFoldersToo() throws IOException {
        server.commit(BOT, "main", Map.of(
                "config.json", MODEL.resolve("config.json"), "onnx/config.json", MODEL.resolve("vocab.json")));

        Path folder = client().fetch(BOT, "onnx/config.json");

        assertEquals(Path.of("../../../blobs/" + Checksums.git(Files.readAllBytes(MODEL.resolve("vocab.json")))),
                Files.readSymbolicLink(folder.resolve("onnx/config.json")));
    }

    @Test
    void storesWholeFilesIfLinksAreNotAllowed() throws IOException {
        server.commit(BOT, MODEL, "config.json", "model.safetensors");
        server.commit("huggingtweets/twin", "main", Map.of("config.json", MODEL.resolve("config.json"), "again.json",
                MODEL.resolve("config.json")));

        Path folder = client().with("HF_HUB_DISABLE_SYMLINKS", "1").fetch(BOT, "config.json", "model.safetensors");
        Path twin = client().fetch("huggingtweets/twin", "config.json");
        client().with("HF_HUB_DISABLE_SYMLINKS", "1").fetch("huggingtweets/twin", "again.json");

        assertFalse(Files.isSymbolicLink(folder.resolve("model.safetensors")));
        assertEquals(-1, Files.mismatch(MODEL.resolve("model.safetensors"), folder.resolve("model.safetensors")));
        assertTrue(Files.isSymbolicLink(twin.resolve("config.json")));
        assertFalse(Files.isSymbolicLink(twin.resolve("again.json")));
        assertEquals(-1, Files.mismatch(twin.resolve("config.json"), twin.resolve("again.json")));
    }

    @Test
    void sendsARequestForABranchButNotForACommit() throws IOException {
        String commit = server.commit(BOT, MODEL, "config.json", "model.safetensors");
        client().fetch(BOT, "config.json", "model.safetensors");
        server.forget();

        HubClient again = client();
        again.fetch(BOT, "config.json", "model.safetensors");
        assertEquals(List.of("hub HEAD /huggingtweets/kirsten3531/resolve/main/config.json"), server.seen());
        assertEquals(List.of(), again.progress());

        server.forget();
        client().fetch(BOT + "@" + commit, "config.json", "model.safetensors");
        assertEquals(List.of(), server.seen());
    }

    @Test
    void fetchesOnlyChangedFilesOfANewCommit() throws IOException {
        Path config = Files.copy(MODEL.resolve("config.json"), home.resolve("config.json"));
        Map<String, Path> files = Map.of("config.json", config, "model.safetensors", MODEL.resolve("model.safetensors"));
        String first = server.commit(BOT, "main", files);
        client().fetch(BOT, "config.json", "model.safetensors");
        Files.writeString(config, " \n", java.nio.file.StandardOpenOption.APPEND);
        String second = server.commit(BOT, "main", files);
        server.forget();

        Path folder = client().fetch(BOT, "config.json", "model.safetensors");

        assertEquals(second, folder.getFileName().toString());
        assertEquals(1, server.requests().stream().filter(request -> request.method().equals("GET")).count(), server.seen() + "");
        assertEquals(folder.resolve("model.safetensors").toRealPath(),
                folder.resolveSibling(first).resolve("model.safetensors").toRealPath());
        assertEquals(second, Files.readString(client().folder(BOT).resolve("refs/main")));
    }

    @Test
    void acceptsBranchesTagsAndPullRequests() throws IOException {
        Map<String, Path> files = Map.of("config.json", MODEL.resolve("config.json"));
        for (String revision : List.of("v1.0", "refs/pr/1", "feature/x")) {
            String commit = server.commit(BOT, revision, files);

            assertEquals(commit, client().snapshot(BOT + "@" + revision).commit());
            assertEquals(commit, Files.readString(client().folder(BOT).resolve("refs").resolve(revision)));
        }
        assertTrue(server.seen().contains("hub HEAD /huggingtweets/kirsten3531/resolve/refs%2Fpr%2F1/config.json"),
                server.seen() + "");
    }

    @Test
    void followsARenamedRepository() throws IOException {
        server.commit("openai-community/gpt2", MODEL, "config.json", "model.safetensors");
        server.rename("gpt2", "openai-community/gpt2");

        Path folder = client().fetch("gpt2", "config.json", "model.safetensors");

        assertEquals(client().folder("gpt2").resolve("snapshots"), folder.getParent());
        assertEquals(-1, Files.mismatch(MODEL.resolve("model.safetensors"), folder.resolve("model.safetensors")));
    }

    @Test
    void remembersWhichFilesACommitDoesNotHave() throws IOException {
        String commit = server.commit(BOT, MODEL, "config.json", "model.safetensors");

        assertEquals(Optional.of("model.safetensors"), client().snapshot(BOT).firstOf(List.of("best.bin", "model.safetensors")));
        assertTrue(Files.exists(client().folder(BOT).resolve(".no_exist").resolve(commit).resolve("best.bin")));
        server.forget();
        client().snapshot(BOT).firstOf(List.of("best.bin", "model.safetensors"));
        assertFalse(server.seen().toString().contains("best.bin"), server.seen() + "");
    }

    @Test
    void usesTheCacheWhenTheHubCannotBeReached() throws IOException {
        String commit = server.commit(BOT, MODEL, "config.json", "model.safetensors");
        Path folder = client().fetch(BOT, "config.json", "model.safetensors");
        server.close();

        HubClient later = client();
        assertEquals(folder, later.fetch(BOT, "config.json", "model.safetensors"));
        assertEquals(List.of("127.0.0.1 cannot be reached; check the connection to the internet, HF_ENDPOINT and the proxy. So "
                + BOT + " is taken from the cache, as it was at the last request to the Hub (commit "
                + commit.substring(0, 7) + ")."),
                later.notes());
        assertEquals(Optional.of("config.json"), later.snapshot(BOT).firstOf(List.of("other.json", "config.json")));
        assertEquals(folder, client().fetch(BOT + "@" + commit, "config.json", "model.safetensors"));
        assertThrows(HubException.class, () -> client().snapshot("gpt2"));
    }

    @Test
    void usesTheCacheWhenTheRepositoryIsGone() throws IOException {
        server.commit(BOT, MODEL, "config.json");
        Path folder = client().fetch(BOT, "config.json");
        server.add((request, exchange) -> {
            FakeHub.refuse(exchange, 401, "RepoNotFound", "Invalid username or password.");
            return true;
        });

        HubClient later = client();
        assertEquals(folder, later.fetch(BOT, "config.json"));
        assertTrue(later.notes().get(0).startsWith("There is no model \"" + BOT + "\""), later.notes() + "");
    }

    @Test
    void sendsNoRequestOffline() throws IOException {
        server.commit(BOT, MODEL, "config.json", "model.safetensors");
        Path folder = client().fetch(BOT, "config.json");
        server.forget();

        for (String variable : List.of("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")) {
            HubClient offline = client().with(variable, "1");
            assertEquals(folder, offline.fetch(BOT, "config.json"));
            assertEquals("Requests to the Hub are off (HF_HUB_OFFLINE is set), and the cache in " + home.resolve("hf/hub")
                    + " does not have model.safetensors of " + BOT + "; download it once with a connection",
                    assertThrows(HubException.class, () -> offline.fetch(BOT, "config.json", "model.safetensors")).getMessage());
            assertEquals("Requests to the Hub are off (HF_HUB_OFFLINE is set), and the cache in " + home.resolve("hf/hub")
                    + " has nothing of gpt2; download it once with a connection",
                    assertThrows(HubException.class, () -> offline.snapshot("gpt2")).getMessage());
        }
        assertEquals(List.of(), server.seen());
    }

    @Test
    void repairsALinkWhoseContentIsGone() throws IOException {
        server.commit(BOT, MODEL, "config.json");
        Path folder = client().fetch(BOT, "config.json");
        Files.delete(folder.resolve("config.json").toRealPath());

        client().fetch(BOT, "config.json");

        assertEquals(-1, Files.mismatch(MODEL.resolve("config.json"), folder.resolve("config.json")));
    }

    @Test
    void refusesFileNamesOutsideTheRepository() throws IOException {
        server.commit(BOT, MODEL, "config.json");
        Snapshot snapshot = client().snapshot(BOT);

        for (String name : List.of("../config.json", "/etc/passwd", "a/../../../b", "..\\x", "C:x", "")) {
            assertThrows(HubException.class, () -> snapshot.fetch(List.of(name)), name);
        }
    }
}
