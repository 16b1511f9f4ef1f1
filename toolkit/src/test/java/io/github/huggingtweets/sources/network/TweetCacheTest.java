package io.github.huggingtweets.sources.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TweetCacheTest {

    private static final Author PIP =
            new Author("pip.example", "Pip 🐭 \"of the\" Lane", Optional.of(URI.create("https://pictures.example/pip.png")));
    private static final Instant ASKED = Instant.parse("2026-02-03T04:05:06.789Z");
    private static final Tweet FULL = Tweet.text("two\nlines, \u2028 a \"quote\", 日本語 & an emoji 🐭")
            .id("at://did:plc:x/post/2").handle("pip.example")
            .time(Instant.parse("2024-05-06T07:08:09.123456Z")).quoted("what\r\nwas quoted").retweet(true)
            .reply(true).likes(12).retweets(3).language("en").app("Some App").build();
    private static final Tweet BARE = Tweet.text("").id("1").build();

    @TempDir
    private Path root;
    private TweetCache cache;
    private Path account;
    private Path tweets;

    @BeforeEach
    void choose() throws IOException {
        cache = TweetCache.of(root, "Nowhere", "pip.example");
        Files.createDirectories(cache.folder());
        account = cache.folder().resolve("account.json");
        tweets = cache.folder().resolve("tweets.jsonl");
    }

    private static CacheState state(int count, Optional<String> next) {
        return CacheState.of("Nowhere", "pip.example", "42", PIP)
                .withSegments(List.of(new CacheState.Segment(ASKED, "at://did:plc:x/post/2", count, next)));
    }

    @Test
    void readsWhatWasWritten() {
        assertEquals(Optional.empty(), cache.read());

        CacheState written = cache.append(List.of(FULL, BARE), state(2, Optional.of("cursor/with=signs")));

        CachedAccount read = TweetCache.of(root, "Nowhere", "pip.example").read().orElseThrow();
        assertEquals(List.of(FULL, BARE), read.tweets());
        assertEquals(written, read.state());
        assertEquals(PIP, read.state().author());
        assertEquals(new CacheState.Segment(ASKED, "at://did:plc:x/post/2", 2, Optional.of("cursor/with=signs")),
                read.state().newest());
    }

    @Test
    void addsToTheEnd() {
        CacheState first = cache.append(List.of(FULL), state(1, Optional.of("c")));
        cache.append(List.of(BARE), first.withSegments(List.of(new CacheState.Segment(ASKED, "", 2, Optional.empty()))));

        assertEquals(List.of(FULL, BARE), cache.read().orElseThrow().tweets());
    }

    @Test
    void writesEachTweetAsALineOfJson() throws IOException {
        cache.append(List.of(FULL, BARE), state(2, Optional.empty()));

        List<String> lines = Files.readAllLines(tweets);
        assertEquals(2, lines.size());
        JsonNode tweet = new ObjectMapper().readTree(lines.get(0));
        assertEquals(FULL.text(), tweet.path("text").asText());
        assertEquals("2024-05-06T07:08:09.123456Z", tweet.path("time").asText());
        assertEquals(12, tweet.path("likes").asInt());
        assertTrue(new ObjectMapper().readTree(lines.get(1)).path("likes").isNull());
        JsonNode about = new ObjectMapper().readTree(account.toFile());
        assertEquals("pip.example", about.path("author").path("handle").asText());
        assertEquals("2026-02-03T04:05:06.789Z", about.path("stretches").get(0).path("asked").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"3\",\"handle\":\"pip.ex", "{\"id\":\"3\"}\n{\"id", "\0\0\0\0", "\n\n"})
    void ignoresWhatAKilledProcessWasWriting(String torn) throws IOException {
        CacheState first = cache.append(List.of(FULL), state(1, Optional.of("c")));
        Files.writeString(tweets, torn, StandardOpenOption.APPEND);
        Files.writeString(cache.folder().resolve("account.json.new"), "{\"format\":1,\"netw");

        assertEquals(List.of(FULL), cache.read().orElseThrow().tweets());

        cache.append(List.of(BARE), first.withSegments(List.of(new CacheState.Segment(ASKED, "", 2, Optional.empty()))));
        assertEquals(List.of(FULL, BARE), cache.read().orElseThrow().tweets());
        assertEquals(2, Files.readAllLines(tweets).size());
    }

    @Test
    void ignoresTweetsWithoutAnAccountFile() throws IOException {
        Files.writeString(tweets, "{\"id\":\"3\"}\n");

        assertEquals(Optional.empty(), cache.read());
    }

    @Test
    void namesTheDamagedFileAndLine() throws IOException {
        cache.append(List.of(FULL, BARE), state(2, Optional.empty()));
        List<String> lines = Files.readAllLines(tweets);
        Files.writeString(tweets, lines.get(0) + "\n#" + lines.get(1).substring(1) + "\n");

        assertEquals("The cache is damaged: Line 2 of " + tweets + " is not a tweet",
                assertThrows(TweetCache.DamagedException.class, cache::read).getMessage());
    }

    @Test
    void treatsMissingTweetsAsDamage() throws IOException {
        cache.append(List.of(FULL, BARE), state(2, Optional.empty()));
        String lines = Files.readString(tweets);
        Files.writeString(tweets, lines.substring(0, lines.length() - 5));
        assertEquals("The cache is damaged: " + tweets + " is shorter than it was",
                assertThrows(TweetCache.DamagedException.class, cache::read).getMessage());

        Files.writeString(tweets, lines.lines().findFirst().orElseThrow() + " ".repeat(lines.length()));
        assertThrows(TweetCache.DamagedException.class, cache::read);

        Files.delete(tweets);
        assertThrows(TweetCache.DamagedException.class, cache::read);
    }

    @Test
    void writesNumbersInEnglishInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            cache.append(List.of(FULL, BARE), state(2, Optional.empty()));
            Files.writeString(tweets, Files.readString(tweets).replaceFirst("(?m)^\\{(.*)$", "#$1"));

            assertEquals("The cache is damaged: Line 1 of " + tweets + " is not a tweet",
                    assertThrows(TweetCache.DamagedException.class, cache::read).getMessage());
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"format\":2}", "{\"format\":1,",
        "{\"format\":1,\"bytes\":-7,\"stretches\":[]}", "{\"format\":1,\"bytes\":0,\"stretches\":null}",
        "{\"format\":1,\"bytes\":0,\"stretches\":[{\"tweets\":0,\"next\":7}]}",
        "{\"format\":1,\"bytes\":0,\"stretches\":[]}"})
    void treatsAnotherAccountFormatAsDamage(String json) throws IOException {
        Files.writeString(account, json);

        String message = assertThrows(TweetCache.DamagedException.class, cache::read).getMessage();
        assertTrue(message.startsWith("The cache is damaged: " + account), message);
    }

    @Test
    void setsDamagedFilesAside() throws IOException {
        for (int round = 1; round <= 2; round++) {
            Files.writeString(account, "damage of round " + round);
            Files.writeString(tweets, "tweets of round " + round);

            Path aside = cache.setAside();

            assertEquals(Optional.empty(), cache.read());
            assertEquals("damage of round " + round, Files.readString(aside.resolve("account.json")));
            assertEquals("tweets of round " + round, Files.readString(aside.resolve("tweets.jsonl")));
        }
    }

    @Test
    void givesTheLockToOneWriterAtATime() throws Exception {
        AutoCloseable lock = cache.tryLock().orElseThrow();
        assertEquals(Optional.empty(), cache.tryLock());
        assertTrue(TweetCache.of(root, "Nowhere", "other.example").tryLock().isPresent(), "other accounts are free");

        lock.close();
        try (AutoCloseable again = cache.tryLock().orElseThrow()) {
            assertFalse(again == null);
        }
    }

    @ParameterizedTest
    @CsvSource({"Bluesky, did:plc:abc, bluesky/@did%3Aplc%3Aabc", "Mastodon, name@server.example, mastodon/@name@server.example",
        "X, .., x/@..", "X, ../../etc/passwd, x/@..%2F..%2Fetc%2Fpasswd", "X, con, x/@con", "X, ü*?, x/@%C3%BC%2A%3F"})
    void makesOneFolderNameOfAnyHandle(String network, String handle, String folder) throws IOException {
        Path place = TweetCache.of(root, network, handle).folder();

        assertEquals(root.resolve(folder), place);
        Files.createDirectories(place);
        assertTrue(place.toRealPath().startsWith(root.toRealPath().resolve(network.toLowerCase())));
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(root.resolve("a-file"), "");
        TweetCache impossible = TweetCache.of(file, "Nowhere", "pip");

        String message = assertThrows(TweetSourceException.class, impossible::tryLock).getMessage();
        assertTrue(message.startsWith("The cache in " + impossible.folder() + " can't be written ("), message);
        assertTrue(message.endsWith("or choose another folder with cacheIn(...) or HUGGINGTWEETS_CACHE."), message);
        assertEquals("", Files.readString(file));
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        cache.append(List.of(FULL), state(1, Optional.empty()));

        try (Stream<Path> files = Files.list(cache.folder())) {
            assertEquals(List.of("account.json", "tweets.jsonl"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
