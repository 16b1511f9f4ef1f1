package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.http.SmallProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when the Hub does not take a model. */
class HubUploadErrorsTest {

    private static final String NEW = ". me/bot is there, private, and without the new files; the next push goes on from here";

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private Path folder;
    private HubClient client;

    @BeforeEach
    void prepare() throws IOException {
        server.account("hf_writer", "me", "write", "my-group");
        server.account("hf_reader", "me", "read");
        server.account("hf_other", "somebody", "write");
        client = new HubClient(home, server).with("HF_TOKEN", "hf_writer");
        folder = Files.createDirectory(home.resolve("bot"));
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.write(folder.resolve("model.safetensors"), new byte[1_000]);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String refusal(String name) {
        return assertThrows(RuntimeException.class, () -> client.hub().push(folder, name, names -> Set.of())).getMessage();
    }

    private String refusal() {
        return refusal("me/bot").replace(server.endpoint().toString(), "HUB");
    }

    /** Lets requests to a path fail, each time or only the first times. */
    private void refuse(String path, int times, int status, String message, Map<String, String> headers) {
        AtomicInteger refused = new AtomicInteger();
        server.add((request, exchange) -> {
            if (!request.path().matches(path) || refused.incrementAndGet() > times) {
                return false;
            }
            exchange.getRequestBody().readAllBytes();
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = ("{\"error\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            return true;
        });
    }

    private void refuse(String path, int status, String message) {
        refuse(path, Integer.MAX_VALUE, status, message, Map.of());
    }

    @Test
    void asksForATokenBeforeAnyRequest() {
        client.with("HF_TOKEN", "");

        assertEquals(
                "There is no token to push me/bot with; make one that may write at HUB/settings/tokens, and name it in HF_TOKEN,"
                        + " or log in with \"hf auth login\"",
                refusal());
        assertEquals(List.of(), server.seen());
    }

    @Test
    void takesTheTokenOfTheFileThatPythonWrites() throws IOException {
        client.with("HF_TOKEN", "");
        Files.writeString(Files.createDirectories(home.resolve("hf")).resolve("token"), "hf_writer\n");

        assertEquals("me/bot", client.hub().push(folder, "me/bot", names -> Set.of()).name());
    }

    @Test
    void sendsNothingOffline() {
        client.with("HF_HUB_OFFLINE", "1");

        assertEquals(
                "Requests to the Hub are off (HF_HUB_OFFLINE is set), so me/bot cannot be pushed; unset the variable, and push"
                        + " again",
                refusal());
        assertEquals(List.of(), server.seen());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "bot | \"bot\" does not say whose model it is; write the name of your account or organization before it, such as \"me/bot\"",
        "me/bot@v1 | \"me/bot@v1\" names a revision, and a push goes to the branch main; push to \"me/bot\"",
        "me/my bot | \"me/my bot\" is no name of a model on the Hub; such names are like gpt2 or huggingtweets/kirsten3531",
        "a/b/c | \"a/b/c\" is no name of a model on the Hub; such names are like gpt2 or huggingtweets/kirsten3531",
        "me/../x | \"me/../x\" is no name of a model on the Hub; such names are like gpt2 or huggingtweets/kirsten3531"})
    void refusesABadName(String name, String message) {
        assertEquals(message, refusal(name));
        assertEquals(List.of(), server.seen());
    }

    @Test
    void saysThatTheHubDoesNotKnowTheToken() {
        client.with("HF_TOKEN", "hf_unknown");

        assertEquals(
                "HUB does not accept the token (\"Invalid credentials in Authorization header\"); name a valid one in HF_TOKEN, or"
                        + " log in again with \"hf auth login\"",
                refusal());
    }

    @Test
    void saysThatTheTokenMayOnlyRead() {
        client.with("HF_TOKEN", "hf_reader");

        assertEquals(
                "The token of me may only read; make one that may write at HUB/settings/tokens, and name it in HF_TOKEN, or log in"
                        + " with it",
                refusal());
        assertFalse(server.has("me/bot"));
    }

    @Test
    void saysThatTheNameIsSomebodyElses() throws IOException {
        client.hub().push(folder, "me/bot", names -> Set.of()).visible();
        String before = server.newest("me/bot");
        client.with("HF_TOKEN", "hf_other");

        assertEquals(
                "me/bot belongs to somebody else, and the token is that of somebody; push to somebody/bot, or to another name"
                        + "",
                refusal());
        assertEquals(before, server.newest("me/bot"));
    }

    @Test
    void saysThatTheAccountCannotMakeModelsOfThatOwner() {
        assertEquals("somebody/bot cannot be made by me, whose token it is; push to me/bot, or to an organization of yours"
                .replace("HUB", server.endpoint().toString()), refusal("somebody/bot"));
    }

    @Test
    void pushesToARepositoryWithATokenThatMayMakeNone() throws IOException {
        server.commit("me/bot", folder, "config.json");
        refuse("/api/repos/create", 403, "You don't have the required permissions");

        client.hub().push(folder, "me/bot", names -> Set.of());

        assertTrue(server.files("me/bot").containsKey("model.safetensors"));
    }

    @Test
    void saysWhatATokenLacksThatHasSomeRights() {
        refuse("/api/repos/create", 403, "You need the right repo.create");

        assertEquals(
                "The token may not write to me/bot at HUB (\"You need the right repo.create\"); name one in HF_TOKEN that has the"
                        + " right to write there, from HUB/settings/tokens",
                refusal());
    }

    @ParameterizedTest
    @CsvSource({"/.*/preupload/main, 403, the list of the files", "/.*/objects/batch, 403, model.safetensors",
        "/.*/objects/batch, 402, model.safetensors", "/.*/commit/main, 403, the commit"})
    void saysThatTheAccountIsFull(String path, int status, String what) {
        refuse(path, status, "Private repository storage limit reached, please upgrade your plan");

        assertEquals(
                ("The account has no room at HUB for %s of me/bot (\"Private repository storage limit reached, please upgrade your"
                        + " plan\"); delete models that nobody needs, or take a larger plan, and push again").formatted(what)
                        + NEW,
                refusal());
    }

    @Test
    void saysThatTheAccountIsFullWhenOnlyGitLfsSaysSo() throws IOException {
        String oid = Checksums.sha256(folder.resolve("model.safetensors"));
        server.add((request, exchange) -> {
            if (!request.path().endsWith("/objects/batch")) {
                return false;
            }
            byte[] body =
                    ("{\"objects\": [{\"oid\": \"%s\", \"size\": 1000, \"error\": {\"code\": 507, \"message\": \"full\"}}]}")
                            .formatted(oid).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            return true;
        });

        assertEquals(
                "The account has no room at HUB for model.safetensors of me/bot (\"full\"); delete models that nobody needs, or take"
                        + " a larger plan, and push again" + NEW,
                refusal());
    }

    @Test
    void saysThatTheHubWantsToBePaid() {
        refuse("/.*/commit/main", 402, "Please subscribe");

        assertEquals(
                "HUB asks for a payment before it takes the commit of me/bot (\"Please subscribe\"); see to it there, and push again"
                        + NEW,
                refusal());
    }

    @Test
    void saysThatARequestIsTooLarge() {
        refuse("/.*/commit/main", 413, "Payload Too Large");

        assertTrue(refusal().matches("HUB, or a proxy before it, refuses the commit of me/bot as too large \\(\\d{3} bytes\\)"
                + " \\(\"Payload Too Large\"\\); make it smaller, or upload the saved folder with \"hf upload\"\\Q" + NEW
                + "\\E"),
                refusal());
    }

    @Test
    void readsARefusalThatComesBeforeAllBytesAreSent() throws IOException {
        server.partSize(64 << 20);
        Files.write(folder.resolve("model.safetensors"), new byte[32 << 20]);
        server.add((request, exchange) -> {
            if (!request.path().startsWith("/uploads/")) {
                return false;
            }
            exchange.sendResponseHeaders(413, -1);
            return true;
        });

        assertEquals(
                "127.0.0.1, the storage of the Hub, refuses 33,554,432 bytes of model.safetensors as too large; push again later"
                        + NEW,
                refusal());
    }

    @Test
    void waitsAsLongAsTheHubDemands() {
        refuse("/.*/preupload/main", 2, 429, "Too many", Map.of("Retry-After", "0"));
        refuse("/uploads/.*", 1, 429, "Too many", Map.of("RateLimit", "\"api\";r=0;t=1"));
        long begin = System.nanoTime();

        client.hub().push(folder, "me/bot", names -> Set.of());

        assertTrue(System.nanoTime() - begin >= 1_000_000_000L);
        assertEquals(2, client.notes().size(), client.notes() + "");
        assertTrue(client.notes().get(0)
                .matches("me/bot: waiting until \\d\\d:\\d\\d:\\d\\d .* \\(http://127.0.0.1:\\d+ was asked too"
                        + " often \\(\"Too many\"\\); wait, and push again\\)\\."),
                client.notes() + "");
        assertTrue(client.progress().stream().anyMatch(state -> state.pause().isPresent()), client.progress() + "");
    }

    @Test
    void saysHowLongToWait() {
        refuse("/.*/commit/main", Integer.MAX_VALUE, 429, "Too many", Map.of("Retry-After", "3000"));

        assertEquals("HUB was asked too often (\"Too many\"); wait 50 minutes, and push again" + NEW, refusal());
    }

    @Test
    void doesNotKnowWhatBecameOfACommitWithoutAnAnswer() {
        AtomicInteger commits = new AtomicInteger();
        server.add((request, exchange) -> request.path().endsWith("/commit/main") && commits.incrementAndGet() > 0
                || commits.get() > 0);

        String message = refusal();

        assertTrue(
                message.startsWith("127.0.0.1 has cut the connection (") && message.endsWith("; try again later. Whether the new"
                        + " files are in me/bot is not known; look at HUB/me/bot, or push again, which sends nothing twice"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/repos/create", "/api/models/me/bot", "/.*/tree/.*", "/.*/preupload/main", "/.*/objects/batch",
        "/uploads/.*", "/.*/verify"})
    void saysThatTheHubIsOutOfOrder(String path) throws IOException {
        server.commit("me/bot", folder, "config.json");
        refuse(path, 502, "Bad gateway");

        String message = refusal();

        assertTrue(message.matches("(HUB|127.0.0.1) is out of order at the moment \\(it answers with status 502\\)( \\(\"Bad"
                + " gateway\"\\))?; push again later(\\. me/bot is as it was, and the next push goes on from here)?"), message);
    }

    @Test
    void saysThatTheConnectionIsCutAgainAndAgain() {
        server.add((request, exchange) -> request.path().endsWith("/objects/batch"));

        assertTrue(refusal().startsWith("127.0.0.1 has cut the connection ("), refusal());
        assertTrue(refusal().endsWith("; try again later. me/bot is as it was, and the next push goes on from here"), refusal());
    }

    @Test
    void saysThatNobodyAnswers() {
        server.close();

        assertEquals("127.0.0.1 cannot be reached; check the connection to the internet, HF_ENDPOINT and the proxy",
                refusal());
    }

    @Test
    void pushesThroughAProxyWithAPassword() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        try (SmallProxy proxy = new SmallProxy(server.endpoint().getPort(), "user:p+ss @")) {
            client.with("ALL_PROXY", proxy.address("user:p+ss%20%40")).with("HF_ENDPOINT", "http://hub.invalid");

            Published published = client.hub().push(folder, "me/bot", names -> Set.of());

            assertEquals("http://hub.invalid/me/bot", published.address().toString());
            assertTrue(proxy.passed().stream().allMatch(target -> target.startsWith("http://hub.invalid/")), "" + proxy.passed());
            assertEquals(4, proxy.passed().size(), "" + proxy.passed());
        }
    }

    @Test
    void waitsWhileTheHubMakesAnotherRepository() {
        refuse("/api/repos/create", 2, 409, "Cannot create repo: another conflicting operation is in progress", Map.of());

        assertEquals("me/bot", client.hub().push(folder, "me/bot", names -> Set.of()).name());
        assertTrue(server.isHidden("me/bot"));
    }

    @Test
    void uploadsNothingIntoANewRepositoryThatEverybodySees() throws IOException {
        server.add((request, exchange) -> {
            if (request.path().equals("/api/repos/create")) {
                server.commit("me/bot", folder, "config.json"); // public
                exchange.sendResponseHeaders(200, -1);
                return true;
            }
            return false;
        });

        assertTrue(refusal()
                .startsWith("HUB has made me/bot visible to everybody, although it was asked for a private one, so no file"
                        + " was uploaded; make it private there, and push again"),
                refusal());
        assertEquals(Set.of("config.json"), server.files("me/bot").keySet());
    }

    @Test
    void saysThatTheHubTakesOnlyXet() {
        server.onlyXet();

        assertEquals(
                "HUB takes model.safetensors only by its protocol Xet, which the toolkit does not speak; save the bot, and upload"
                        + " the folder with \"hf upload\"" + NEW,
                refusal());
    }

    @Test
    void saysThatAnotherServerAnswers() {
        refuse("/api/models/me/bot", 200, "\",,\"");

        assertTrue(refusal()
                .startsWith("HUB does not answer as a Hub does: its answer is no JSON; check HF_ENDPOINT, and whether a proxy"
                        + " or a login page answers in its place"),
                refusal());
    }

    @Test
    void saysWhyAModelCannotBeShown() throws IOException {
        Published published = client.hub().push(folder, "me/bot", names -> Set.of());
        refuse("/.*/settings", 403, "An administrator forbids public models");

        assertEquals(
                "The token may not write to me/bot at HUB (\"An administrator forbids public models\"); name one in HF_TOKEN that"
                        + " has the right to write there, from HUB/settings/tokens",
                assertThrows(HubException.class, published::visible).getMessage().replace(server.endpoint().toString(), "HUB"));
        assertTrue(server.isHidden("me/bot"));
    }
}
