package io.github.huggingtweets.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxies that the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * name, in capital or small letters, with the same rules as curl and Python. This machine itself is asked without a proxy. If
 * Java's own system properties name a proxy, they are used instead.
 *
 * <p>A proxy may have a user and a password, as in {@code http://user:password@proxy.example:3128}. {@link Exchange} sends them.
 * Java sends them to a proxy for HTTPS only if the system property {@code jdk.http.auth.tunneling.disabledSchemes} is empty. This
 * class sets it, unless it is set already. Java reads it once, so a program that has used an HTTP client before needs it on its
 * command line.
 */
public final class EnvironmentProxies extends ProxySelector {

    private static final List<String> PROPERTIES = List.of("https.proxyHost", "http.proxyHost", "java.net.useSystemProxies");
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");

    private final Map<String, String> environment;
    private final boolean isOverridden;

    private EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        isOverridden = PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null);
        if (isOverridden) {
            return;
        }
        // throws now if a variable is invalid
        if (Stream.of("http", "https").flatMap(scheme -> server(scheme).stream()).anyMatch(proxy -> proxy.user() != null)
                && System.getProperty(DISABLED_SCHEMES) == null) {
            System.setProperty(DISABLED_SCHEMES, "");
        }
    }

    /**
     * A proxy.
     *
     * @param host its host
     * @param port its port
     * @param user the name to log in with; {@code null} if it needs none
     * @param password the password; empty if there is none
     */
    public record Server(String host, int port, String user, String password) {

        private String authorization() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        /** {@return the host and the port; the password must not be in any message} */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * {@return the proxies of this program's environment}
     *
     * @throws IllegalArgumentException if a variable does not name an HTTP proxy
     */
    public static EnvironmentProxies standard() {
        return of(System.getenv());
    }

    /**
     * {@return the proxies of an environment}
     *
     * @param environment variables by name
     * @throws IllegalArgumentException if one of them does not name an HTTP proxy
     */
    public static EnvironmentProxies of(Map<String, String> environment) {
        return new EnvironmentProxies(environment);
    }

    private Optional<String> value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT)).map(environment::get)
                .filter(value -> value != null && !value.isBlank()).map(String::strip).findFirst();
    }

    private Optional<Server> server(String scheme) {
        String variable = value(scheme + "_proxy").isPresent() ? scheme + "_proxy" : "all_proxy";
        return value(variable).map(address -> {
            try {
                URI uri = URI.create(address.contains("://") ? address : "http://" + address);
                if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
                    String[] login = uri.getRawUserInfo() == null ? new String[1] : uri.getRawUserInfo().split(":", 2);
                    return new Server(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), decoded(login[0]),
                            login.length == 1 ? "" : decoded(login[1]));
                }
            } catch (IllegalArgumentException e) {
                // falls through to the same message, which does not repeat a password
            }
            throw new IllegalArgumentException(("%s names no HTTP proxy, such as http://proxy.example:3128 or"
                    + " http://user:password@proxy.example:3128; correct it, or leave it out. In a password, write each special"
                    + " character as %% and its number, such as %%40 for @.").formatted(variable.toUpperCase(Locale.ROOT)));
        });
    }

    private static String decoded(String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * Finds the proxy for an address.
     *
     * @param address the address of a request
     * @return the proxy; empty if there is none, or if Java's own system properties name it
     */
    public Optional<Server> server(URI address) {
        return isOverridden || isLeftOut(address) ? Optional.empty() : server(address.getScheme().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Proxy> select(URI uri) {
        return isOverridden ? getDefault().select(uri)
                : List.of(server(uri).map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                        .orElse(Proxy.NO_PROXY));
    }

    private boolean isLeftOut(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return THIS_MACHINE.matcher(host).matches() || value("no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry)
                        || (host + ":" + uri.getPort()).equals(entry));
    }

    /** Adds the login at the proxy to a request. Java's client takes it out of what it sends to the server itself. */
    HttpRequest authorized(HttpRequest request) {
        return server(request.uri()).filter(proxy -> proxy.user() != null)
                .map(proxy -> HttpRequest.newBuilder(request, (name, value) -> true)
                        .header("Proxy-Authorization", proxy.authorization()).build())
                .orElse(request);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the request fails, which is enough
    }
}
