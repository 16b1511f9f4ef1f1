package io.github.huggingtweets.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheLocationTest {

    private static final Path HOME = Path.of("/home/pip").toAbsolutePath();

    private static Path standard(String system, Map<String, String> environment) {
        return CacheLocation.standard(environment, system, HOME);
    }

    @Test
    void usesTheCacheFolderOfEachSystem() {
        assertEquals(HOME.resolve(".cache/huggingtweets"), standard("Linux", Map.of()));
        assertEquals(HOME.resolve(".cache/huggingtweets"), standard("FreeBSD", Map.of()));
        assertEquals(HOME.resolve("Library/Caches/huggingtweets"), standard("Mac OS X", Map.of()));
        assertEquals(HOME.resolve("AppData/Local/huggingtweets"), standard("Windows 11", Map.of()));
        assertEquals(HOME.resolve("elsewhere/huggingtweets"),
                standard("Windows 11", Map.of("LOCALAPPDATA", HOME.resolve("elsewhere").toString())));
    }

    @Test
    void prefersTheFolderThatTheVariableNames() {
        Path caches = HOME.resolve("caches");
        Map<String, String> both = Map.of(
                "XDG_CACHE_HOME", caches.toString(), "HUGGINGTWEETS_CACHE", HOME.resolve("tweets").toString());

        assertEquals(HOME.resolve("tweets"), standard("Linux", both));
        assertEquals(caches.resolve("huggingtweets"), standard("Linux", Map.of("XDG_CACHE_HOME", caches.toString())));
    }

    @Test
    void ignoresEmptyAndRelativePaths() {
        assertEquals(HOME.resolve(".cache/huggingtweets"),
                standard("Linux", Map.of("HUGGINGTWEETS_CACHE", " ", "XDG_CACHE_HOME", "")));
        assertEquals(HOME.resolve(".cache/huggingtweets"), standard("Linux", Map.of("XDG_CACHE_HOME", "caches")),
                "the XDG specification has relative paths ignored");
    }
}
