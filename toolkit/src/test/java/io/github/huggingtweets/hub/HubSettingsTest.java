package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment variables have the same meaning as in huggingface_hub. */
class HubSettingsTest {

    @TempDir
    private Path home;

    private HubSettings settings(String... variables) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return HubSettings.of(environment, home);
    }

    @Test
    void usesTheCacheFolderOfPython() {
        assertEquals(home.resolve(".cache/huggingface/hub"), settings().cache());
        assertEquals(Path.of("/x/huggingface/hub"), settings("XDG_CACHE_HOME", "/x").cache());
        assertEquals(Path.of("/y/hub"), settings("XDG_CACHE_HOME", "/x", "HF_HOME", "/y").cache());
        assertEquals(Path.of("/z"), settings("HF_HOME", "/y", "HUGGINGFACE_HUB_CACHE", "/z").cache());
        assertEquals(Path.of("/w"), settings("HF_HOME", "/y", "HUGGINGFACE_HUB_CACHE", "/z", "HF_HUB_CACHE", "/w").cache());
        assertEquals(home.resolve("models/hub"), settings("HF_HOME", "~/models").cache());
        assertEquals(Path.of("/data/me/hub"), settings("HF_HOME", "$DATA/${WHO}/hub", "DATA", "/data", "WHO", "me",
                "HF_HUB_CACHE", "$DATA/${WHO}/hub").cache());
    }

    @Test
    void usesHuggingFaceUnlessAnotherServerIsNamed() {
        assertEquals("https://huggingface.co", settings().endpoint().toString());
        assertEquals("https://hf-mirror.com", settings("HF_ENDPOINT", "https://hf-mirror.com/").endpoint().toString());
        for (String wrong : new String[] {"hf-mirror.com", "ftp://x", "https://me:secret@x", "https://", "\u0000"}) {
            String message = assertThrows(HubException.class, () -> settings("HF_ENDPOINT", wrong)).getMessage();
            assertFalse(message.contains("secret"), message);
        }
    }

    @Test
    void readsTheTokenFromTheEnvironmentOrItsFile() throws IOException {
        Path file = home.resolve(".cache/huggingface/token");
        Files.createDirectories(file.getParent());
        assertEquals(Optional.empty(), settings().token());
        Files.writeString(file, "hf_file\n");
        assertEquals(Optional.of("hf_file"), settings().token());
        assertEquals(Optional.of("hf_old"), settings("HUGGING_FACE_HUB_TOKEN", "hf_old").token());
        assertEquals(Optional.of("hf_new"), settings("HUGGING_FACE_HUB_TOKEN", "hf_old", "HF_TOKEN", " hf_new ").token());
        assertEquals(Optional.empty(), settings("HF_TOKEN", "hf_new", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "true").token());
        Path other = Files.writeString(home.resolve("other"), "hf_other");
        assertEquals(Optional.of("hf_other"), settings("HF_TOKEN_PATH", other.toString()).token());
        assertFalse(settings("HF_TOKEN", "hf_new").toString().contains("hf_new"));
    }

    @Test
    void readsWhetherToStayOffline() {
        assertFalse(settings().isOffline());
        assertTrue(settings("HF_HUB_OFFLINE", "yes").isOffline());
        assertTrue(settings("TRANSFORMERS_OFFLINE", "1").isOffline());
        assertFalse(settings("HF_HUB_OFFLINE", "0", "TRANSFORMERS_OFFLINE", "1").isOffline()); // the first one counts
    }

    @Test
    void readsTheTimeouts() {
        assertEquals(Duration.ofSeconds(10), settings().downloadTimeout());
        assertEquals(Duration.ofSeconds(30), settings("HF_HUB_DOWNLOAD_TIMEOUT", "30").downloadTimeout());
        assertEquals(Duration.ofSeconds(5), settings("HF_HUB_ETAG_TIMEOUT", "5").metadataTimeout());
    }

    @Test
    void readsNamesOfModels() {
        assertEquals(new RepositoryId("gpt2", "main"), RepositoryId.of("gpt2"));
        assertEquals(new RepositoryId("huggingtweets/kirsten3531", "v1.0"), RepositoryId.of("huggingtweets/kirsten3531@v1.0"));
        assertEquals("refs/pr/1", RepositoryId.of("a/b@refs/pr/1").revision());
        assertEquals("gpt2", RepositoryId.of("gpt2").toString());
        assertEquals("gpt2@x", RepositoryId.of("gpt2@x").toString());
        assertTrue(RepositoryId.of("gpt2@607a30d783dfa663caf39e06633721c8d4cfcd7e").isCommit());
        assertFalse(RepositoryId.of("gpt2@607a30d").isCommit());
    }

    /** Names that huggingface_hub's validator refuses, and revisions that would lead out of the cache. */
    @ParameterizedTest
    @ValueSource(strings = {"", "datasets/foo/bar", ".repo_id", "foo--bar", "foo..bar", "foo.git", "foo/", "/foo", "foo bar",
        "fo\u00f6", "-foo", "foo-", "gpt2@", "gpt2@../x", "gpt2@a//b", "gpt2@a/", "gpt2@-x", "gpt2@a b", "gpt2@/etc"})
    void refusesInvalidModelNames(String name) {
        assertThrows(IllegalArgumentException.class, () -> RepositoryId.of(name));
    }
}
