package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
}
