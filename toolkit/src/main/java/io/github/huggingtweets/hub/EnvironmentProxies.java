package io.github.huggingtweets.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * name, with the same rules as curl and Python. If Java's own system properties name a proxy, they are used instead.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final List<String> PROPERTIES = List.of("https.proxyHost", "http.proxyHost", "java.net.useSystemProxies");

    private final Map<String, String> environment;

    private EnvironmentProxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * {@return the proxies of an environment}
     *
     * @param environment variables by name
     * @throws HubException if one of them does not name an HTTP proxy
     */
    static ProxySelector of(Map<String, String> environment) {
        EnvironmentProxies proxies = new EnvironmentProxies(Map.copyOf(environment));
        if (PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null)) {
            return ProxySelector.getDefault();
        }
        Stream.of("http", "https").forEach(proxies::proxy); // throws now if a variable is invalid
        return proxies;
    }

    private Optional<String> value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT)).map(environment::get)
                .filter(value -> value != null && !value.isBlank()).map(String::strip).findFirst();
    }

    private Optional<InetSocketAddress> proxy(String scheme) {
        String variable = value(scheme + "_proxy").isPresent() ? scheme + "_proxy" : "all_proxy";
        return value(variable).map(address -> {
            try {
                URI uri = URI.create(address.contains("://") ? address : "http://" + address);
                if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
                    return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
                }
            } catch (IllegalArgumentException e) {
                // falls through to the same message, which does not repeat a password
            }
            throw new HubException("%s names no HTTP proxy, such as http://proxy.example:3128; correct it, or leave it out"
                    .formatted(variable.toUpperCase(Locale.ROOT)));
        });
    }

    @Override
    public List<Proxy> select(URI uri) {
        return proxy(uri.getScheme().toLowerCase(Locale.ROOT)).filter(proxy -> !isLeftOut(uri))
                .map(proxy -> List.of(new Proxy(Proxy.Type.HTTP,
                        new InetSocketAddress(proxy.getHostString(), proxy.getPort()))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    private boolean isLeftOut(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return value("no_proxy").stream().flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry)
                        || (host + ":" + uri.getPort()).equals(entry));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // the request fails, which is enough
    }
}
