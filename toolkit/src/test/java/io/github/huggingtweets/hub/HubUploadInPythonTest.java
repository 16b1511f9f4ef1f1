package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Python's {@code huggingface_hub} and this client upload to and download from the same server, and agree on every byte. */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class HubUploadInPythonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("README.md", "config.json", "empty.bin", "model.safetensors",
            "more/a b.json", "small.bin");

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private final Map<String, String> environment = new HashMap<>();
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        server.account("hf_writer", "me", "write");
        server.partSize(1 << 18);
        environment.put("HF_HOME", home.resolve("python").toString());
        environment.put("HF_ENDPOINT", server.endpoint().toString());
        environment.put("HF_TOKEN", "hf_writer");
        environment.put("HF_HUB_DISABLE_XET", "1"); // the server has no Xet; the Hub takes both
        folder = Files.createDirectories(home.resolve("bot"));
        Random random = new Random(1);
        byte[] weights = new byte[(5 << 18) + 12_345];
        random.nextBytes(weights);
        Files.write(folder.resolve("model.safetensors"), weights);
        byte[] small = new byte[1_000];
        random.nextBytes(small);
        Files.write(folder.resolve("small.bin"), small);
        Files.writeString(folder.resolve("empty.bin"), "");
        Files.writeString(folder.resolve("README.md"), "---\nlanguage: en\n---\n# Ünïcode 🤖 \r\n\n<b>\u0000\n");
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(Files.createDirectory(folder.resolve("more")).resolve("a b.json"), "[1, 2]");
        Files.writeString(folder.resolve(".hidden"), "mine");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Hub java() {
        return new HubClient(home.resolve("java"), server).with("HF_TOKEN", "hf_writer").hub();
    }

    private Published push(String name) {
        return java().push(folder, name, names -> Set.of());
    }

    private String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("huggingtweets.services"), "hub", "bin", "python").toString(),
                "src/test/services/use_hub.py"));
        command.addAll(List.of(arguments));
        return HubProcess.lastLine(HubProcess.start(environment, command));
    }

    private void assertSame(Path other) throws IOException {
        for (String file : FILES) {
            assertEquals(-1, Files.mismatch(folder.resolve(file), other.resolve(file)), file);
        }
    }

    @Test
    void pythonDownloadsWhatJavaPushed() throws Exception {
        Published published = push("me/java");

        Path downloaded = Path.of(python("download", "me/java"));

        assertSame(downloaded);
        assertEquals(published.commit(), downloaded.getFileName().toString());
    }

    @Test
    void javaDownloadsWhatPythonUploaded() throws Exception {
        String commit = python("upload", "me/python", folder.toString());

        Snapshot snapshot = java().snapshot(RepositoryId.of("me/python"), "config.json");

        assertEquals(commit, snapshot.commit());
        assertSame(snapshot.fetch(FILES));
        assertTrue(server.isHidden("me/python"));
    }

    @Test
    void javaDownloadsWhatJavaPushed() throws IOException {
        push("me/java");

        assertSame(java().snapshot(RepositoryId.of("me/java"), "config.json").fetch(FILES));
    }

    @Test
    void neitherSendsWhatTheOtherHasUploaded() throws Exception {
        String commit = push("me/bot").commit();
        assertEquals(commit, python("upload", "me/bot", folder.toString()));

        Files.writeString(folder.resolve("config.json"), "{\"a\": 1}");
        Files.write(folder.resolve("small.bin"), new byte[2_000]);
        String next = python("upload", "me/bot", folder.toString());
        Published again = push("me/bot");

        assertEquals(List.of(), again.uploaded());
        assertEquals(next, again.commit());
    }

    @Test
    void sendsTheSameAsPython() throws Exception {
        python("upload", "me/one", folder.toString());
        List<String> python = sent("me/one");
        try (FakeHub other = new FakeHub()) { // which has none of the files
            other.account("hf_writer", "me", "write");
            other.partSize(1 << 18);
            new HubClient(home.resolve("java"), other).with("HF_TOKEN", "hf_writer").hub().push(folder, "me/one",
                    names -> Set.of());
            List<String> java = sent(other, "me/one");

            assertEquals(String.join("\n", new TreeSet<>(python)), String.join("\n", new TreeSet<>(java)));
        }
    }

    private List<String> sent(String name) throws IOException {
        return sent(server, name);
    }

    /** {@return what was sent to the Hub about the files, without the order of entries, the texts of the commit and its parent} */
    private static List<String> sent(FakeHub server, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String request : server.sent()) {
            String[] parts = request.split(" ", 3);
            if (parts[1].equals("/api/validate-yaml")) {
                continue;
            }
            for (String line : parts[2].split("\n")) {
                JsonNode json = JSON.readTree(line);
                if (json.path("key").asText().equals("header")) {
                    ((ObjectNode) json.path("value")).remove(List.of("summary", "description", "parentCommit"));
                }
                if (json.has("files")) {
                    json.path("files").forEach(file -> lines.add(parts[0] + " " + parts[1] + " " + sorted(file)));
                } else if (json.has("objects")) {
                    ObjectNode frame = json.deepCopy();
                    JsonNode objects = frame.remove("objects");
                    objects.forEach(file -> lines.add(parts[0] + " " + parts[1] + " " + sorted(frame) + sorted(file)));
                } else {
                    lines.add(parts[0] + " " + parts[1] + " " + sorted(json));
                }
            }
        }
        assertTrue(lines.size() > 10, lines + "");
        return lines;
    }

    private static String sorted(JsonNode json) {
        try {
            return JSON.copy().configure(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                    .writeValueAsString(JSON.treeToValue(json, java.util.TreeMap.class));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
