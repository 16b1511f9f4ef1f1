package io.github.huggingtweets.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.http.SmallProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason for which the Hub, or a proxy before it, does not send a file has its own message. */
class HubErrorsTest {

    private static final String BOT = "huggingtweets/kirsten3531";

    @TempDir
    private Path home;

    private final FakeHub server = new FakeHub();
    private HubClient client;

    @BeforeEach
    void publish() throws IOException {
        server.commit(BOT, Nano.folder(), "config.json", "model.safetensors");
        client = new HubClient(home, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void answer(int status, String... headers) {
        server.add((request, exchange) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        });
    }

    private String refusal(String repository) {
        return assertThrows(HubException.class, () -> client.fetch(repository, "config.json")).getMessage()
                .replace(server.endpoint().toString(), "THE HUB");
    }

    @Test
    void explainsAMissingRepository() {
        assertEquals("There is no model \"huggingtweets/nobody\" at THE HUB, or it is private and no token was sent; check the"
                + " name, or name a token that may read it in HF_TOKEN", refusal("huggingtweets/nobody"));
        client.with("HF_TOKEN", "hf_abc");
        assertEquals("There is no model \"huggingtweets/nobody\" at THE HUB, or it is private and the token may not read it;"
                + " check the name, and the token's rights", refusal("huggingtweets/nobody"));
        assertEquals(2, server.requests().size()); // one for each call, since a second try would not help
    }

    @Test
    void explainsAMissingRevision() {
        assertEquals(BOT + " has no revision \"v9\" at THE HUB; check the branch, tag or commit behind the @",
                refusal(BOT + "@v9"));
        assertTrue(refusal(BOT + "@" + "0".repeat(40)).startsWith(BOT + " has no revision \"0000"));
    }

    @Test
    void explainsAMissingFile() {
        Snapshot snapshot = client.snapshot(BOT);
        String message = assertThrows(HubException.class, () -> snapshot.fetch(java.util.List.of("vocab.json"))).getMessage();
        assertTrue(message.startsWith(BOT + "@" + snapshot.commit() + " has no file vocab.json at "), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void explainsThatTermsMustBeAccepted(int status) {
        answer(status, "X-Error-Code", "GatedRepo", "X-Error-Message", "Access to model " + BOT + " is restricted.");
        assertEquals(BOT + " is available only to people who have accepted its terms (\"Access to model " + BOT + " is"
                + " restricted.\"); accept them at THE HUB/" + BOT + ", and name a token of that account in HF_TOKEN",
                refusal(BOT));
    }

    @Test
    void explainsAnInvalidToken() {
        client.with("HF_TOKEN", "hf_abc");
        answer(401, "X-Error-Message", "Invalid credentials in Authorization header");
        assertEquals("THE HUB does not accept the token (\"Invalid credentials in Authorization header\"); name a valid one in"
                + " HF_TOKEN, or log in again", refusal(BOT));
    }

    @Test
    void explainsATokenWithoutPermission() {
        client.with("HF_TOKEN", "hf_abc");
        answer(403);
        assertEquals("127.0.0.1 refuses access to config.json of " + BOT + "; make sure that the token in HF_TOKEN may read it",
                refusal(BOT));
    }

    @Test
    void namesAnUnexpectedStatus() {
        answer(418, "X-Error-Message", "I'm a teapot");
        assertEquals("127.0.0.1 answers with status 418 to the request for config.json of " + BOT
                + " (\"I'm a teapot\"); try again later",
                refusal(BOT));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void retriesWhileTheServerIsOutOfOrder(int status) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.add((request, exchange) -> {
            if (asked.incrementAndGet() > 3) {
                return false;
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        });

        client.fetch(BOT, "config.json");
        assertTrue(client.notes().get(0).matches(BOT + ": waiting until \\d\\d:\\d\\d:\\d\\d \\S+ \\(127.0.0.1 is out of order"
                + " at the moment \\(it answers with status " + status + "\\); try again later\\)\\."), client.notes() + "");
    }

    @Test
    void givesUpAfterFiveTries() {
        answer(503);
        assertEquals("127.0.0.1 is out of order at the moment (it answers with status 503); try again later", refusal(BOT));
        assertEquals(5, server.requests().size());
    }

    @Test
    void waitsForARateLimit() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server.add((request, exchange) -> {
            if (asked.incrementAndGet() > 2) {
                return false;
            }
            String[] header = asked.get() == 1 ? new String[] {"Retry-After", "1"}
                    : new String[] {"RateLimit", "\"api\";r=0;t=1"};
            exchange.getResponseHeaders().set(header[0], header[1]);
            exchange.sendResponseHeaders(429, -1);
            return true;
        });

        long start = System.nanoTime();
        client.fetch(BOT, "config.json");

        assertTrue(System.nanoTime() - start >= 2_000_000_000L, "did not wait two times a second");
        assertTrue(client.notes().get(0).contains("127.0.0.1 was asked too often; wait, or name a token in HF_TOKEN"),
                client.notes() + "");
    }

    @Test
    void doesNotWaitForALongRateLimit() {
        answer(429, "Retry-After", "7200");
        assertTrue(refusal(BOT).startsWith("127.0.0.1 was asked too often; wait 120 minutes, or name a token"));
        assertEquals(1, server.requests().size());
    }

    @Test
    void canBeInterruptedWhileItWaits() {
        Thread waiting = Thread.currentThread();
        server.add((request, exchange) -> {
            exchange.getResponseHeaders().set("Retry-After", "300");
            exchange.sendResponseHeaders(429, -1);
            waiting.interrupt();
            return true;
        });

        assertThrows(CancellationException.class, () -> client.fetch(BOT, "config.json"));
        assertFalse(Thread.interrupted());
    }

    @Test
    void refusesAServerThatIsNotAHub() {
        answer(200, "Content-Type", "text/html");
        assertEquals("THE HUB does not answer as a Hub does: it names no commit and no ETag of config.json; check HF_ENDPOINT,"
                + " and whether a proxy or a login page answers in its place", refusal(BOT));
    }

    @Test
    void refusesHeadersThatAreNotHashes() {
        answer(200, "X-Repo-Commit", "../../..", "ETag", "\"a\"");
        assertTrue(refusal(BOT).contains("does not answer as a Hub does"));
        server.heal();
        answer(200, "X-Repo-Commit", "a".repeat(40), "ETag", "\"../../../x\"");
        assertTrue(refusal(BOT).contains("cannot be the name of a file"));
    }

    @Test
    void endsCircularRedirects() {
        server.add((request, exchange) -> {
            exchange.getResponseHeaders().set("Location", request.path());
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        assertEquals("127.0.0.1 redirects the request for config.json of " + BOT + " in circles; check HF_ENDPOINT",
                refusal(BOT));
    }

    @Test
    void explainsAnUnknownHost() {
        client.with("HF_ENDPOINT", "http://hub.invalid").with("NO_PROXY", "*");
        assertEquals("hub.invalid cannot be found; check the connection to the internet, HF_ENDPOINT and the proxy",
                refusal(BOT));
    }

    @Test
    void explainsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            client.with("HF_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort()).with("HF_HUB_ETAG_TIMEOUT", "1");
            assertEquals("127.0.0.1 does not answer; check the connection to the internet, or let it have more time with"
                    + " HF_HUB_ETAG_TIMEOUT and HF_HUB_DOWNLOAD_TIMEOUT, in seconds", refusal(BOT));
        }
    }

    @Test
    void explainsAServerWithoutTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            refuseAllTo(plain);
            client.with("HF_ENDPOINT", "https://127.0.0.1:" + plain.getLocalPort());
            assertTrue(refusal(BOT).startsWith("127.0.0.1 does not speak TLS as expected ("), refusal(BOT));
        }
    }

    @Test
    void namesTheProxyThatCannotBeReached() throws IOException {
        client.with("HF_ENDPOINT", "http://hub.invalid").with("HTTP_PROXY", "http://user:passw0rd@127.0.0.1:" + freePort());
        String message = refusal(BOT);
        assertTrue(message.matches("hub\\.invalid cannot be reached through the proxy 127\\.0\\.0\\.1:\\d+; check .*"), message);
    }

    @Test
    void refusesAProxyOfAnotherKindWithoutRepeatingItsPassword() {
        HubClient other = new HubClient(home, server).with("http_proxy", "socks5://user:passw0rd@localhost");
        String message = assertThrows(HubException.class, other::hub).getMessage();
        assertTrue(message.startsWith("HTTP_PROXY names no HTTP proxy, such as http://proxy.example:3128"), message);
        assertFalse(message.contains("passw0rd"), message);
    }

    @Test
    void explainsAProxyThatAsksForAPassword() throws IOException {
        try (SmallProxy proxy = new SmallProxy(server.endpoint().getPort(), "user:passw0rd")) {
            client.with("ALL_PROXY", proxy.address());
            for (String scheme : List.of("http", "https")) {
                client.with("HF_ENDPOINT", scheme + "://hub.invalid");
                assertEquals("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                        + " http://user:password@proxy.example:3128, or name the Hub in NO_PROXY", refusal(BOT));
            }
        }
    }

    @Test
    void downloadsThroughAProxyWithAPassword() throws IOException {
        try (SmallProxy proxy = new SmallProxy(server.endpoint().getPort(), "user:p+ss @")) {
            client.with("ALL_PROXY", proxy.address("user:p+ss%20%40")).with("HF_ENDPOINT", "http://hub.invalid");
            client.fetch(BOT, "config.json");
            assertTrue(proxy.passed().stream().allMatch(target -> target.startsWith("http://hub.invalid/")), "" + proxy.passed());
            assertFalse(proxy.passed().isEmpty());
        }
    }

    private static void refuseAllTo(ServerSocket server) {
        Thread thread = new Thread(() -> refuseAll(server));
        thread.setDaemon(true);
        thread.start();
    }

    private static void refuseAll(ServerSocket proxy) {
        try {
            while (true) {
                try (Socket socket = proxy.accept()) {
                    socket.getInputStream().read(new byte[10_000]);
                    socket.getOutputStream().write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void refusesInvalidSettingsWithoutRepeatingSecrets() {
        Map<String, String> settings = Map.of("HF_ENDPOINT", "huggingface.co", "HF_TOKEN", "hf_abc\u00e9s3cret");
        for (Map.Entry<String, String> wrong : settings.entrySet()) {
            HubClient other = new HubClient(home, server).with(wrong.getKey(), wrong.getValue());
            String message = assertThrows(HubException.class, other::hub).getMessage();
            assertTrue(message.contains(wrong.getKey()) && !message.contains("s3cret"), message);
        }
    }
}
