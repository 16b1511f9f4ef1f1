package io.github.huggingtweets.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.WebApi;
import io.github.huggingtweets.sources.x.XApi;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private static String proxy(String address, String... environment) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return EnvironmentProxies.of(variables).server(URI.create(address)).map(Object::toString).orElse("none");
    }

    @Test
    void takesTheProxyOfTheSchemeInEitherCase() {
        assertEquals("p:1", proxy("https://a.example", "HTTPS_PROXY", "http://p:1", "HTTP_PROXY", "http://q:2"));
        assertEquals("q:2", proxy("http://a.example", "https_proxy", "http://p:1", "http_proxy", "q:2"));
        assertEquals("r:80", proxy("https://a.example", "all_proxy", "http://r", "HTTP_PROXY", "http://q:2"));
        assertEquals("none", proxy("https://a.example", "HTTP_PROXY", "http://q:2"));
        assertEquals("none", proxy("https://a.example", "HTTPS_PROXY", " "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.example | https://a.example/x | none", "a.example | https://b.a.example | none",
        "a.example | https://ba.example | p:1",
        ".a.example | https://b.a.example | none", "*.a.example | https://b.a.example | none", "* | https://b.example | none",
        "x, a.example:8443 | https://a.example:8443 | none", "a.example:8443 | https://a.example | p:1",
        "'' | http://localhost:8888 | none", "'' | http://127.0.0.1:8888 | none", "'' | http://[::1]:8888 | none"})
    void leavesOutTheHostsOfNoProxyAndThisMachine(String leftOut, String address, String expected) {
        for (String variable : List.of("no_proxy", "NO_PROXY")) {
            assertEquals(expected, proxy(address, "ALL_PROXY", "http://p:1", variable, leftOut));
        }
    }

    @Test
    void readsUserAndPasswordAndTellsThemNobody() {
        EnvironmentProxies.Server server = EnvironmentProxies.of(Map.of("https_proxy", "http://dom%5Cuser:a:b%40+c@p:1"))
                .server(URI.create("https://a.example")).orElseThrow();
        assertEquals("dom\\user", server.user());
        assertEquals("a:b@+c", server.password());
        assertEquals("p:1", server.toString());
    }

    @ParameterizedTest
    @CsvSource({"socks5://user:passw0rd@p:1", "https://p:1", "http://user:passw0rd#@p:1", "http://"})
    void refusesWhatIsNoHttpProxyWithoutRepeatingItsPassword(String address) {
        String message = assertThrows(IllegalArgumentException.class, () -> proxy("https://a.example", "HTTPS_PROXY", address))
                .getMessage();
        assertTrue(message.startsWith("HTTPS_PROXY names no HTTP proxy, such as "), message);
        assertFalse(message.contains("passw0rd"), message);
    }

    /** Asks for JSON over HTTPS, and X for an account, as the environment says. Java reads some settings only once. */
    public static void main(String[] arguments) {
        try {
            System.out.println(new WebApi("The network").get(URI.create("https://network.invalid/api")).body().path("data"));
            System.out.println(XApi.v2("alice").profile().author().name());
        } catch (TweetSourceException e) {
            System.out.println(e.getMessage());
        }
    }

    private String printedThrough(String proxy) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + folder.resolve("keys"), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Dtwitter4j.restBaseURL=https://x.invalid/1.1/", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), EnvironmentProxiesTest.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
        builder.environment().put("HTTPS_PROXY", proxy);
        builder.environment().put("X_BEARER_TOKEN", "token");
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private HttpsServer server() throws Exception {
        Path keys = folder.resolve("keys");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keystore", keys.toString(), "-storepass", PASSWORD, "-alias", "test", "-keyalg", "EC", "-dname", "CN=test",
                "-ext", "san=dns:network.invalid,dns:x.invalid").redirectErrorStream(true)
                .redirectOutput(new File("/dev/null")).start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            String leaked = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Proxy-Authorization")).orElse("");
            byte[] body = ("{\"data\": {\"id\": \"7\", \"name\": \"Alice" + leaked + "\", \"username\": \"alice\"}}").getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void sendsRequestsOfNetworksAndOfXThroughAProxyWithAPassword() throws Exception {
        HttpsServer server = server();
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), "user:passw0rd")) {
            String printed = printedThrough(proxy.address("user:passw0rd"));
            assertEquals("{\"id\":\"7\",\"name\":\"Alice\",\"username\":\"alice\"}\nAlice\n", printed);
            assertEquals(List.of("network.invalid:443", "x.invalid:443"), proxy.passed());

            String refused = printedThrough(proxy.address("user:wrong"));
            assertEquals("The proxy asks for a password, or refuses that of HTTPS_PROXY; write it there as"
                    + " http://user:password@proxy.example:3128.\n", refused);
        } finally {
            server.stop(0);
        }
    }
}
