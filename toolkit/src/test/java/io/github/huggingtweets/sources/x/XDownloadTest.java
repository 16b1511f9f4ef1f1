package io.github.huggingtweets.sources.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.tweets.Download;
import io.github.huggingtweets.tweets.Timeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole downloads from X, some in a process of their own. The keys must go only to X. */
class XDownloadTest {

    private static final List<String> REFUSALS = List.of(
            "{\"title\":\"Unauthorized\",\"detail\":\"%s is no key\",\"status\":401}",
            "{\"title\":\"%s\",\"detail\":\"with %s\",\"type\":\"https://api.x.com/2/problems/client-forbidden\"}",
            "{\"errors\":[{\"message\":\"%s\",\"code\":32}]}", "<html>%s</html>", "{\"data\":\"%s\"}");

    @TempDir
    private Path folder;

    private final XServer server = new XServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsTheCacheAndFetchesNewerTweets() {
        List<XPost> all = XPost.some(350);
        server.posts = all.subList(30, 350);
        Download download = download(XApi.v2("alice", XServer.USER));

        Timeline first = download.timeline();
        int asked = server.asked.size();
        Timeline again = download(XApi.v2("alice", XServer.USER)).timeline();
        assertEquals(asked, server.asked.size(), "the second time, all comes from the cache");
        server.posts = all;
        Timeline newer = again.refresh();

        assertEquals(320, first.size());
        assertEquals(320, again.size());
        assertEquals(350, newer.size());
        assertEquals(1, server.asked.stream().filter(request -> request.parameters().containsKey("since_id")).count());
        assertEquals("Alice A.", newer.authors().get(0).name());
    }

    @Test
    void stopsAtARateLimitAndResumesLater() {
        server.posts = XPost.some(350);
        server.limit(2, 2_000_000_000L);

        Timeline part = download(XApi.v2("alice", XServer.BEARER)).stopAtRateLimit().timeline();
        server.limit(900, 2_000_000_000L);
        Timeline whole = download(XApi.v2("alice", XServer.BEARER)).timeline();

        assertEquals(200, part.size());
        assertEquals(350, whole.size());
        assertEquals(4, server.asked("/2/users/7/tweets").size(), "no page is paid for twice");
    }

    private List<String> asked(String parameter) {
        return server.asked("/2/users/7/tweets").stream().map(request -> request.parameters().getOrDefault(parameter, "-"))
                .toList();
    }

    @Test
    void continuesBeforeTheOldestTweetWhenXNoLongerTakesAToken() {
        server.posts = XPost.some(350);
        server.limit(2, 2_000_000_000L);
        download(XApi.v2("alice", XServer.BEARER)).stopAtRateLimit().timeline();
        server.limit(900, 2_000_000_000L);
        server.refusesTokens = true;

        Timeline whole = download(XApi.v2("alice", XServer.BEARER)).timeline();

        assertEquals(server.posts.stream().map(post -> String.valueOf(post.id())).toList(),
                whole.table().stringColumn("id").asList());
        String oldest = String.valueOf(server.posts.get(199).id());
        assertEquals(List.of("-", "-", "-", oldest, String.valueOf(server.posts.get(299).id())), asked("until_id"));
        assertEquals(List.of("-", "token100", "token200", "-", "-"), asked("pagination_token"));
    }

    @Test
    void beginsAgainWhenATokenIsRefusedBeforeTheFirstTweet() {
        server.posts = XPost.some(30);
        server.plan("/tweets", XServer.Answer.of(200, "{\"meta\":{\"result_count\":0,\"next_token\":\"token0\"}}"));
        server.refusesTokens = true;

        assertEquals(30, download(XApi.v2("alice", XServer.BEARER)).timeline().size());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "3, 5", "100, 100", "150, 100 50", "203, 100 100 5"})
    void paysForNoMoreTweetsThanAreWanted(int wanted, String paid) {
        server.posts = XPost.some(350);

        assertEquals(wanted, download(XApi.v2("alice", XServer.BEARER)).atMost(wanted).timeline().size());
        assertEquals(paid, String.join(" ", asked("max_results")));
        assertEquals(1, server.asked("/alice").size());
    }

    @Test
    void paysOnlyForWhatIsMissingWhenAFewAreRefreshed() {
        server.posts = XPost.some(350).subList(50, 350);
        download(XApi.v2("alice", XServer.BEARER)).timeline();
        server.posts = XPost.some(350);
        server.asked.clear();

        Timeline few = download(XApi.v2("alice", XServer.BEARER)).atMost(7).timeline().refresh();

        assertEquals(server.posts.stream().limit(7).map(post -> String.valueOf(post.id())).toList(),
                few.table().stringColumn("id").asList());
        assertEquals(List.of("7"), asked("max_results"));
        assertEquals(350, download(XApi.v2("alice", XServer.BEARER)).timeline().size(), "the gap is filled when it matters");
    }

    @Test
    void endsAfterEmptyPagesWithEverNewTokens() {
        server.posts = XPost.some(100);
        server.plan("/tweets", XServer.Answer.of(200, server.pageOfV2(Map.of("max_results", "100"), "fresh0")));
        for (int i = 1; i < 100; i++) {
            server.plan("/tweets", XServer.Answer.of(200, "{\"meta\":{\"result_count\":0,\"next_token\":\"fresh" + i + "\"}}"));
        }
        List<String> notes = new ArrayList<>();

        Timeline timeline = download(XApi.v2("alice", XServer.BEARER)).listener(new Notes(notes)).timeline();

        assertEquals(100, timeline.size());
        assertEquals(21, server.asked("/tweets").size());
        assertTrue(notes.get(0).startsWith("X gives no older tweets of @alice, although it says that there are some"),
                notes.get(0));
    }

    private record Notes(List<String> notes) implements ProgressListener {
        @Override
        public void onProgress(Progress state) {}

        @Override
        public void onNote(String note) {
            notes.add(note);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheCacheWithoutKeys(XAccountTest.Version version) {
        server.posts = XPost.some(120);
        download(version.alice(XServer.BEARER)).timeline();
        server.asked.clear();

        Timeline cached = download(version.alice(Map.of())).timeline();
        String refusal = assertThrows(TweetSourceException.class, cached::refresh).getMessage();

        assertEquals(120, cached.size());
        assertTrue(refusal.startsWith("There are no keys to the X API. Put a bearer token into"), refusal);
        assertEquals(List.of(), server.asked);
    }

    @Test
    void missesKeysBeforeAnythingIsAskedOfOthers() {
        server.posts = XPost.some(120);
        Download both = Download.of(XApi.v2("alice", XServer.BEARER), XApi.v2("bob", Map.of("X_API_KEY", "key")))
                .cacheIn(folder.resolve("cache")).listener(progress -> {});

        String refusal = assertThrows(TweetSourceException.class, both::timeline).getMessage();

        assertTrue(refusal.startsWith("Of the keys to the X API, the API key is there (X_API_KEY), but the API secret"), refusal);
        assertEquals(List.of(), server.asked);
    }

    @Test
    void keepsTheTweetsOfTheOthersWhenOneHandleIsUnknown() {
        server.posts = XPost.some(120);
        Account unknown = XApi.v2("nobody", XServer.BEARER);
        Download both = Download.of(unknown, XApi.v2("alice", XServer.BEARER))
                .cacheIn(folder.resolve("cache")).listener(progress -> {});

        assertEquals(
                "1 of 2 accounts could not be downloaded. @nobody: There is no @nobody on X; check how the handle is written,"
                        + " and whether it has changed. The tweets of @alice are downloaded and kept; leave out the accounts that fail,"
                        + " or ask for all again, and nothing is downloaded twice.",
                assertThrows(TweetSourceException.class, both::timeline).getMessage());
        server.asked.clear();
        assertEquals(120, download(XApi.v2("alice", XServer.BEARER)).timeline().size());
        assertEquals(List.of(), server.asked);
    }

    @Test
    void findsKeysInTheEnvironmentAndNeverPrintsThem() throws Exception {
        server.posts = XPost.some(120);

        String variables = run(Map.of("TWITTER_API_KEY", XServer.API_KEY, "TWITTER_API_SECRET", XServer.API_SECRET,
                "TWITTER_ACCESS_TOKEN", XServer.ACCESS_TOKEN, "TWITTER_ACCESS_TOKEN_SECRET", XServer.ACCESS_TOKEN_SECRET));
        Files.writeString(folder.resolve("twitter4j.properties"), """
                debug=true
                oauth.consumerKey=%s
                oauth.consumerSecret=%s
                """.formatted(XServer.API_KEY, XServer.API_SECRET));
        Files.move(folder.resolve("cache"), folder.resolve("cache-of-variables"));
        String file = run(Map.of());
        Files.delete(folder.resolve("twitter4j.properties"));
        Files.move(folder.resolve("cache"), folder.resolve("cache-of-file"));
        String versionOne = run(Map.of("X_BEARER_TOKEN", XServer.BEARER_TOKEN, XApi.VERSION, "1.1"));

        String expected = "120 tweets of Alice A. (@alice)";
        assertTrue(variables.contains(expected), variables);
        assertTrue(file.contains(expected), file);
        assertTrue(versionOne.contains(expected), versionOne);
        assertEquals(2, server.asked("/user_timeline.json").size());
        (variables + file + versionOne).lines().filter(line -> !line.isBlank())
                .forEach(line -> assertTrue(line.contains("Alice A."), () -> "a line that is not ours: " + line));
        assertHoldsNoSecret(variables + file + versionOne);
        assertHoldsNoSecret(filesOf(folder));
    }

    @Test
    void explainsMissingKeys() throws Exception {
        assertTrue(run(Map.of()).contains("There are no keys to the X API. Put a bearer token into"));
    }

    @Test
    void refusesToLetTwitter4jLogItsKeys() throws Exception {
        Files.writeString(folder.resolve("twitter4j.properties"),
                "debug=true\ntwitter4j.loggerFactory=twitter4j.StdOutLoggerFactory\noauth2.accessToken=" + XServer.BEARER_TOKEN
                        + "\n");

        String output = run(Map.of());

        assertTrue(output.contains("remove the line with loggerFactory from that file"), output);
        assertHoldsNoSecret(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA-secret%2Ftoken%3D", "AAAA-secret/token=", "AAAA%2Fsecret+token%3d%3D"})
    void neverRepeatsATokenWithOtherEscapes(String token) {
        Account alice = XApi.v2("alice", Map.of("X_BEARER_TOKEN", token));
        String plain = token.replace("%2F", "/").replaceAll("(?i)%3d", "=");
        for (String form : List.of(token, plain, URLEncoder.encode(plain, StandardCharsets.UTF_8),
                URLEncoder.encode(plain, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))) {
            server.plan("/alice", XServer.Answer.of(403, "{\"title\":\"Forbidden\",\"detail\":\"no " + form + " here\"}"));

            String message = assertThrows(TweetSourceException.class, alice::profile).getMessage();

            assertTrue(message.contains("(Forbidden: no ... here)"), message);
        }
    }

    @Test
    void neverRepeatsTheTokenThatXGaveToAnApp() {
        Account alice = XApi.v2("alice", XServer.APP);
        alice.profile();
        for (String form : List.of(XServer.BEARER_TOKEN, URLDecoder.decode(XServer.BEARER_TOKEN, StandardCharsets.UTF_8))) {
            server.plan("/alice", XServer.Answer.of(403, "{\"detail\":\"no " + form + " here\"}"));

            String message = assertThrows(TweetSourceException.class, alice::profile).getMessage();

            assertTrue(message.contains("(no ... here)"), message);
        }
    }

    @Test
    void neverRepeatsAKeyInAMessage() throws Exception {
        StringWriter told = new StringWriter();
        for (Map<String, String> keys : List.of(XServer.BEARER, XServer.USER, XServer.APP)) {
            for (Account account : List.of(XApi.v2("alice", keys), XApi.v1("alice", keys))) {
                told.append(account.toString());
                for (String refusal : REFUSALS) {
                    String body = refusal.replace("%s", String.join(" ", keys.values()));
                    for (int status : new int[] {200, 400, 401, 402, 403, 404, 429, 500}) {
                        server.plan(account.network().equals("X") ? "/alice" : "/show.json", XServer.Answer.of(status, body));
                        assertThrows(TweetSourceException.class, account::profile).printStackTrace(new PrintWriter(told));
                    }
                }
            }
        }
        told.append(XKeys.find(XServer.USER).toString())
                .append(new XConnection.BearerToken(XKeys.find(XServer.BEARER)).toString());

        assertTrue(told.toString().contains("is no key"), "the words of X are among them");
        assertHoldsNoSecret(told.toString());
    }

    private Download download(Account account) {
        return Download.of(account).cacheIn(folder.resolve("cache")).listener(progress -> {});
    }

    /** {@return everything that such a process prints} */
    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-D" + XServer.PROPERTY + "=" + System.getProperty(XServer.PROPERTY), "-cp",
                System.getProperty("java.class.path"), Person.class.getName()));
        Path output = folder.resolve("output-" + System.nanoTime());
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("X_") || name.startsWith("TWITTER"));
        process.environment().putAll(environment);
        process.environment().put("HUGGINGTWEETS_CACHE", folder.resolve("cache").toString());
        Process running = process.start();
        assertTrue(running.waitFor(5, TimeUnit.MINUTES));
        return Files.readString(output);
    }

    /** The program of a person. */
    static final class Person {
        public static void main(String[] args) {
            System.out.println(Timeline.x("@alice"));
        }
    }

    private static String filesOf(Path folder) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.append(file).append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertTrue(texts.toString().contains("4711") || texts.toString().contains("Alice"), "the cache is among them");
        return texts.toString();
    }

    private static void assertHoldsNoSecret(String text) {
        for (String secret : XServer.SECRETS) {
            assertFalse(text.contains(secret), () -> secret + " in " + text);
            assertFalse(text.contains(secret.replace("%2B", "+").replace("%3D", "=")), () -> secret + " in " + text);
        }
    }
}
