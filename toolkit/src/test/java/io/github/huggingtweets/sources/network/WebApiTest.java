package io.github.huggingtweets.sources.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.huggingtweets.sources.TweetSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiTest {

    /** Writes the answer of the server. */
    interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    private final WebApi api = new WebApi("Nowhere");
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Headers asked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    private void answer(Answering answering) {
        server.createContext("/api", exchange -> {
            asked = exchange.getRequestHeaders();
            answering.to(exchange);
            exchange.close();
        });
    }

    private void answer(int status, String body, String... headers) {
        answer(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private <T extends TweetSourceException> T fails(Class<T> how) {
        T failure = assertThrowsExactly(how, () -> api.get(address()));
        assertTrue(failure.getMessage().startsWith("Nowhere"), failure.getMessage());
        return failure;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "http://localhost:3000/ | http://localhost:3000", "https://server.example | https://server.example",
        "'' | https://standard.example", "localhost:3000 | none", "ftp://server.example | none", "https://a b | none"})
    void readsTheAddressOfAServerThatAUserHasChosen(String written, String expected) {
        System.setProperty("HUGGINGTWEETS_TEST", written);
        try {
            if (expected != null) {
                assertEquals(expected, WebApi.server("HUGGINGTWEETS_TEST", "https://standard.example"));
            } else {
                assertEquals(
                        "HUGGINGTWEETS_TEST is \"%s\", which is no address such as https://server.example or http://localhost:3000;"
                                .formatted(written) + " correct it, or leave it out.",
                        assertThrows(TweetSourceException.class, () -> WebApi.server("HUGGINGTWEETS_TEST", "")).getMessage());
            }
        } finally {
            System.clearProperty("HUGGINGTWEETS_TEST");
        }
    }

    @Test
    void asksForJsonWithAUserAgent() {
        answer(200, "{\"name\":\"Pip 🐭\"}", "Link", "<x>; rel=\"next\"");

        Answer answer = api.get(address());

        assertEquals("Pip 🐭", answer.body().path("name").asText());
        assertTrue(answer.isSuccess());
        assertEquals(Optional.of("<x>; rel=\"next\""), answer.headers().firstValue("Link"));
        assertEquals("application/json", asked.getFirst("Accept"));
        assertTrue(asked.getFirst("User-Agent").startsWith("HuggingTweets "));
    }

    @Test
    void unpacksGzip() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, gzip("[1,2,3]".getBytes(StandardCharsets.UTF_8)));
        });

        assertEquals(3, api.get(address()).body().size());
        assertEquals("gzip", asked.getFirst("Accept-Encoding"));
    }

    @Test
    void followsRedirects() {
        answer(301, "", "Location", "/there");
        server.createContext("/there", exchange -> {
            send(exchange, 200, "{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertEquals("/there", api.get(address()).from().getPath());
    }

    @Test
    void returnsRefusalsWithTheirReason() {
        answer(404, "{\"error\":\"" + "Record not found ".repeat(20) + "\"}");

        Answer answer = api.get(address());

        assertEquals(404, answer.status());
        assertFalse(answer.isSuccess());
        assertEquals(" (\"" + "Record not found ".repeat(20).substring(0, 200) + "…\")", answer.reason("error"));
        assertEquals("", answer.reason("message"));
    }

    @Test
    void returnsRefusalsWithoutJson() {
        answer(403, "<html>Blocked</html>", "Content-Type", "text/html");

        assertEquals(403, api.get(address()).status());
        assertEquals("", api.get(address()).reason("error"));
    }

    @Test
    void refusesAWebPageInsteadOfJson() {
        answer(200, "<!DOCTYPE html><p>Log in</p>", "Content-Type", "text/html; charset=utf-8");

        assertEquals("Nowhere answers with something else than JSON (text/html; charset=utf-8); is 127.0.0.1 the right server,"
                + " and does nothing ask for a login in between?", fails(TweetSourceException.class).getMessage());
    }

    /** The answer is as long as it says, so that asking again brings the same. */
    @ParameterizedTest
    @ValueSource(strings = {"[{\"text\":\"half", "{\"feed\":[", "{\"feed\":[1,2", "[1,,2]", "{\"a\":\"\u0001\"}", "{feed"})
    void refusesDamagedJsonAtOnceInPlainWords(String json) {
        answer(200, json, "Content-Type", "application/json; charset=utf-8");

        String message = fails(TweetSourceException.class).getMessage();
        assertTrue(message.startsWith("Nowhere answers with damaged JSON, which "), message);
        assertFalse(message.matches("(?s).*(REDACTED|jackson|Unexpected|Source|line).*"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 522})
    void treatsServerErrorsAsTemporary(int status) {
        answer(status, "<html>Bad gateway</html>", "Retry-After", "7");

        TemporaryFailureException failure = fails(TemporaryFailureException.class);

        assertTrue(failure.getMessage().contains("status " + status), failure.getMessage());
        assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    }

    @Test
    void treats429AsARateLimit() {
        Instant before = Instant.now();
        answer(429, "{}", "Retry-After", "600");

        Instant reset = fails(RateLimitException.class).reset();

        assertTrue(!reset.isBefore(before.plusSeconds(540)) && !reset.isAfter(Instant.now().plusSeconds(660)), reset.toString());
    }

    @Test
    void treatsAShortBodyAsACutConnection() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("[{\"text\":\"half".getBytes(StandardCharsets.UTF_8));
        });
        assertTrue(fails(TemporaryFailureException.class).getMessage().contains("has cut the connection"));
    }

    @Test
    void treatsAShortGzipBodyAsACutConnection() {
        answer(exchange -> {
            byte[] whole = gzip("[\"a text of some length, with no end\"]".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, Arrays.copyOf(whole, whole.length / 2));
        });
        assertTrue(fails(TemporaryFailureException.class).getMessage().contains("has cut the connection"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[{\"text\":\"half",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[{\"text\":\"half"})
    void treatsACutAtAnyPlaceAsTemporary(String begun) throws Exception {
        try (ServerSocket bare = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread cutting = new Thread(() -> cutEach(bare, begun));
            cutting.setDaemon(true);
            cutting.start();
            URI address = URI.create("http://127.0.0.1:" + bare.getLocalPort() + "/");

            assertTrue(assertThrows(TemporaryFailureException.class, () -> api.get(address)).getMessage()
                    .startsWith("Nowhere has cut the connection"));
        }
    }

    private static void cutEach(ServerSocket server, String begun) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[8_192]);
                    socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) { // the test is over
        }
    }

    @Test
    void treatsARefusedConnectionAsTemporary() {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertTrue(assertThrows(TemporaryFailureException.class, () -> api.get(URI.create("http://127.0.0.1:" + port + "/")))
                .getMessage().startsWith("Nowhere has cut the connection, or can't be reached"));
    }

    @Test
    void explainsAnUnknownHost() {
        URI address = URI.create("http://nowhere.invalid/");
        assertEquals("Nowhere can't be reached, because its server nowhere.invalid can't be found; check the connection to the"
                + " internet.", assertThrows(TweetSourceException.class, () -> api.get(address)).getMessage());
        WebApi named = new WebApi("nowhere.invalid");
        assertEquals("nowhere.invalid can't be found; check the name of the server, and the connection to the internet.",
                assertThrows(TweetSourceException.class, () -> named.get(address)).getMessage());
    }

    @Test
    void refusesAnAnswerThatIsTooLong() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] part = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 10_000; i++) {
                body.write(part);
            }
        });
        assertTrue(fails(TweetSourceException.class).getMessage().startsWith("Nowhere answers with more than 32 MB"));
    }

    @Test
    void refusesAGzipBodyThatUnpacksToTooMuch() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, gzip(new byte[WebApi.LARGEST_ANSWER + 1]));
        });
        assertTrue(fails(TweetSourceException.class).getMessage().startsWith("Nowhere answers with more than 32 MB"));
    }

    @Test
    void limitsTheTimeOfTheWholeExchange() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            await();
        });
        WebApi impatient = new WebApi("Nowhere", Duration.ofMillis(500));

        assertTrue(assertThrows(TemporaryFailureException.class, () -> impatient.get(address())).getMessage()
                .startsWith("Nowhere takes longer than"));
    }

    @Test
    void keepsTheInterruptedStatus() {
        answer(exchange -> await());
        Thread.currentThread().interrupt();

        assertThrows(TemporaryFailureException.class, () -> api.get(address()));
        assertTrue(Thread.interrupted());
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
