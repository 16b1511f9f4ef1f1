package io.github.huggingtweets.tracking;

import io.github.huggingtweets.http.EnvironmentProxies;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One MLflow server. */
final class Mlflow implements Service {

    private static final String ADDRESS = "MLFLOW_TRACKING_URI";
    private static final String USER = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String EXPERIMENT = "MLFLOW_EXPERIMENT_NAME";
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e]+");

    private final URI address;
    private final String experiment;
    private final Optional<String> authorization;
    private final EnvironmentProxies proxies;

    private Mlflow(URI address, String experiment, Optional<String> authorization, EnvironmentProxies proxies) {
        this.address = address;
        this.experiment = experiment;
        this.authorization = authorization;
        this.proxies = proxies;
    }

    /**
     * {@return the server that an environment names}
     *
     * @param environment variables by name
     * @throws IllegalArgumentException if it names none
     */
    static Mlflow of(Map<String, String> environment) {
        String named = value(environment, ADDRESS).orElseThrow(() -> new IllegalArgumentException(ADDRESS
                + " is not set; set it to the address of an MLflow server, such as http://localhost:5000, or give the address to"
                + " Tracker.mlflow(...)"));
        return at(named, ADDRESS, environment);
    }

    /**
     * {@return the server at an address}
     *
     * @param text the address; no message repeats it, since it may hold a password
     * @param source what names it, for the message
     * @param environment variables by name
     * @throws IllegalArgumentException if it is no address of a server
     */
    static Mlflow at(String text, String source, Map<String, String> environment) {
        URI named;
        try {
            named = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw noServer(source); // without the cause, whose message repeats the address
        }
        boolean isServer = named.getScheme() != null && named.getScheme().matches("(?i)https?") && named.getHost() != null
                && named.getQuery() == null && named.getFragment() == null;
        if (!isServer) {
            throw noServer(source);
        }
        String port = named.getPort() < 0 ? "" : ":" + named.getPort();
        String path = named.getRawPath() == null ? "" : named.getRawPath();
        URI address = URI.create(named.getScheme().toLowerCase(Locale.ROOT) + "://" + named.getHost() + port + path);
        return new Mlflow(address, value(environment, EXPERIMENT).orElse("huggingtweets"),
                authorization(named.getRawUserInfo(), environment), EnvironmentProxies.of(environment));
    }

    private static IllegalArgumentException noServer(String source) {
        return new IllegalArgumentException(
                source + " is not the address of an MLflow server, such as http://localhost:5000; start"
                        + " one with: mlflow server");
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<String> authorization(String userInfo, Map<String, String> environment) {
        if (userInfo != null) {
            return Optional.of(basic(URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)));
        }
        Optional<String> user = value(environment, USER);
        if (user.isPresent()) {
            return Optional.of(basic(user.get() + ":" + value(environment, PASSWORD).orElse("")));
        }
        Optional<String> token = value(environment, TOKEN);
        if (token.isPresent() && !HEADER.matcher(token.get()).matches()) { // a later exception would repeat it
            throw new IllegalArgumentException(
                    TOKEN + " is no token, since tokens have only ASCII letters, digits and punctuation;"
                            + " copy it again, or leave it out");
        }
        return token.map("Bearer "::concat);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the address, without a slash at its end and without a login} */
    URI address() {
        return address;
    }

    /** {@return the value of the header {@code Authorization}, if somebody logs in; no message contains it} */
    Optional<String> authorization() {
        return authorization;
    }

    EnvironmentProxies proxies() {
        return proxies;
    }

    @Override
    public String name() {
        return "MLflow";
    }

    @Override
    public String folder() {
        return "mlflow-" + address.getHost().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-")
                + (address.getPort() < 0 ? "" : "-" + address.getPort())
                + String.format(Locale.ROOT, "-%08x", address.toString().hashCode());
    }

    @Override
    public String project() {
        return experiment;
    }

    @Override
    public Sender sender(Path outbox) {
        return new MlflowSender(new MlflowConnection(this));
    }

    @Override
    public String toString() {
        return "MLflow at " + address;
    }
}
