package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.huggingtweets.progress.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may answer that is no success, and addresses that are none; {@code TrainingInMlflowTest} has a real server. */
@Timeout(60)
class MlflowTest {

    private static final String SECRET = "hunter2";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path cache;

    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile boolean silent;
    private final ConcurrentLinkedQueue<String> logins = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            if (silent) {
                return;
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Tracker tracker(Map<String, String> environment) {
        return Tracker.of(Mlflow.of(environment)).cacheIn(cache);
    }

    private List<String> messagesOf(Tracker tracker) {
        TrackedRun run = TrackedRun.begin(List.of(tracker), TrackedRun.newId(), 0, "Heron", Instant.now(), Map.of("epochs", 4),
                Map.of(), "");
        for (int step = 1; step <= 50; step++) {
            run.metrics(step, Map.of("train/loss", 1.0 / step));
        }
        run.end(State.COMPLETE);
        run.await(LONG);
        return run.messages();
    }

    private String messageOf(Tracker tracker) {
        List<String> messages = messagesOf(tracker);
        assertEquals(1, messages.size(), messages.toString());
        assertTrue(messages.get(0).contains("What is not sent is kept in " + cache), messages.get(0));
        return messages.get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error_code": "INTERNAL_ERROR"}                   | is out of order (status 500)
            503 | down                                               | is out of order (status 503)
            429 | wait                                               | is out of order (status 429)
            401 | You are not authenticated.                         | wants a login, or does not accept this one; set MLFLOW_TRACKING_USERNAME
            403 | {"error_code": "PERMISSION_DENIED", "message": "no"} | does not allow this ("no")
            404 | <html>not found</html>                             | does not answer as MLflow does (status 404); correct the address
            302 | go elsewhere                                       | redirects to another address (status 302); name that one
            200 | <html>Log in!</html>                               | does not answer as MLflow does: what it says is no JSON
            200 | {"experiment": {"experim                           | does not answer as MLflow does: what it says is no JSON
            """)
    void saysOnceWhatTheServerAnswersAndKeepsTheRun(int refusal, String body, String sentence) {
        status = refusal;
        answer = body;
        String message = messageOf(tracker(Map.of("MLFLOW_TRACKING_URI", address())));

        assertTrue(message.startsWith("MLflow at " + address() + " " + sentence), message);
    }

    @Test
    void saysOnceThatNothingListens() {
        String closed = address();
        server.stop(0);

        assertTrue(messageOf(tracker(Map.of("MLFLOW_TRACKING_URI", closed)))
                .startsWith("MLflow at " + closed + " does not answer: nothing listens there. What is not sent"));
    }

    @Test
    void doesNotWaitForAServerThatIsSilent() {
        silent = true;
        TrackedRun run =
                TrackedRun.begin(List.of(tracker(Map.of("MLFLOW_TRACKING_URI", address()))), TrackedRun.newId(), 0, "Heron",
                        Instant.now(), Map.of(), Map.of(), "");
        run.end(State.COMPLETE);
        long start = System.nanoTime();
        run.await(Duration.ofSeconds(2));

        assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "http://ada:hunter2@HOST, , , , Basic YWRhOmh1bnRlcjI=",
        "http://HOST, ada, hunter2, , Basic YWRhOmh1bnRlcjI=",
        "http://HOST, ada, hunter2, token, Basic YWRhOmh1bnRlcjI=",
        "http://HOST, , , hunter2, Bearer hunter2",
        "http://HOST, , , , null"})
    void logsInAndTellsNobodyTheSecret(String address, String user, String password, String token, String login)
            throws IOException {
        status = 403;
        answer = "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"%s may not write\"}".formatted(login);
        Map<String, String> environment = new HashMap<>();
        environment.put("MLFLOW_TRACKING_URI", address.replace("HOST", address().substring("http://".length())));
        environment.put("MLFLOW_TRACKING_USERNAME", user);
        environment.put("MLFLOW_TRACKING_PASSWORD", password);
        environment.put("MLFLOW_TRACKING_TOKEN", token);
        environment.values().removeIf(Objects::isNull);
        Tracker tracker = tracker(environment);
        String message = messageOf(tracker);

        assertEquals(List.of(login), logins.stream().distinct().toList());
        assertFalse(message.contains(SECRET) || message.contains("YWRh"), message);
        assertFalse(tracker.toString().contains(SECRET) || tracker.service().toString().contains(SECRET));
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.toList()) {
                assertFalse(file.toString().contains(SECRET), file.toString());
                if (Files.isRegularFile(file)) {
                    String content = Files.readString(file);
                    assertFalse(content.contains(SECRET) || content.contains("YWRh"), content);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:///mlflow.db", "./mlruns", "databricks", "http://", "http://me:hunter2@ somewhere",
        "http://me:hunter2@host?x=hunter2", "file:///hunter2", "http://host#hunter2"})
    void refusesWhatIsNoAddressOfAServerWithoutRepeatingIt(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Mlflow.of(Map.of("MLFLOW_TRACKING_URI", text)))
                .getMessage();

        assertTrue(message.startsWith("MLFLOW_TRACKING_URI is not the address of an MLflow server, such as"), message);
        assertFalse(message.contains(SECRET), message);
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Mlflow.of(Map.of())).getMessage()
                .startsWith("MLFLOW_TRACKING_URI is not set; set it to"));
        IllegalArgumentException noToken = assertThrows(IllegalArgumentException.class, () -> Mlflow.of(
                Map.of("MLFLOW_TRACKING_URI", "http://host", "MLFLOW_TRACKING_TOKEN", "hunter2\nmore")));
        assertTrue(noToken.getMessage().startsWith("MLFLOW_TRACKING_TOKEN is no token"));
        assertFalse(noToken.getMessage().contains(SECRET));
    }

    @Test
    void keepsTheRunsOfDifferentServersApart() {
        String one = Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "http://host:5000")).folder();

        assertEquals(one, Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "http://me:hunter2@host:5000/")).folder());
        assertNotEquals(one, Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "http://host:5000/other")).folder());
        assertNotEquals(one, Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "https://host:5000")).folder());
        assertTrue(one.matches("[a-z0-9.-]+"), one);
    }

    @Test
    void usesTheExperimentThatTheEnvironmentNames() {
        assertEquals("huggingtweets", Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "http://host")).project());
        assertEquals("herons", Mlflow.of(Map.of("MLFLOW_TRACKING_URI", "http://host", "MLFLOW_EXPERIMENT_NAME", "herons"))
                .project());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a|b;a_b", "ö 🪶;_ _", "a//b;a/b", "/a/;a", "../a;_/a", "a/./b;a/_/b",
        "train/loss;train/loss"})
    void changesNamesThatMlflowRefuses(String name, String taken) {
        assertEquals(taken, MlflowSender.name(name));
    }

    @Test
    void shortensTextsByCodePoints() {
        assertEquals("🪶🪶…", MlflowText.shortened("🪶🪶🪶🪶", 3));
        assertEquals("🪶🪶🪶", MlflowText.shortened("🪶🪶🪶", 3));
    }
}
