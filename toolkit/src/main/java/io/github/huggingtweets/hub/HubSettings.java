package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.EnvironmentProxies;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Hub and the cache are, and the access token. They are read from the environment variables of {@code huggingface_hub}:
 * {@code HF_ENDPOINT}; {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}; {@code HF_TOKEN}, {@code HF_TOKEN_PATH},
 * {@code HF_HUB_DISABLE_IMPLICIT_TOKEN}; {@code HF_HUB_OFFLINE}, {@code TRANSFORMERS_OFFLINE}; {@code HF_HUB_ETAG_TIMEOUT},
 * {@code HF_HUB_DOWNLOAD_TIMEOUT}; {@code HF_HUB_DISABLE_SYMLINKS}; {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY}
 * and {@code NO_PROXY}.
 */
public final class HubSettings {

    private static final String ENDPOINT = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Path userHome;
    private final URI endpoint;
    private final Path cache;
    private final EnvironmentProxies proxies;
    private final String token;

    private HubSettings(Map<String, String> environment, Path userHome) {
        this.environment = Map.copyOf(environment);
        this.userHome = userHome;
        Path home =
                path("HF_HOME").orElseGet(() -> path("XDG_CACHE_HOME").orElse(userHome.resolve(".cache")).resolve("huggingface"));
        endpoint = endpoint(value("HF_ENDPOINT").orElse(ENDPOINT));
        cache = path("HF_HUB_CACHE").or(() -> path("HUGGINGFACE_HUB_CACHE")).orElse(home.resolve("hub")).toAbsolutePath();
        proxies = proxies(environment);
        token = isOn("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? null
                : token(path("HF_TOKEN_PATH").orElse(home.resolve("token"))).orElse(null);
    }

    /**
     * Reads the settings of this program's environment.
     *
     * @return the settings
     * @throws HubException if a variable has an invalid value
     */
    public static HubSettings standard() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * Reads settings.
     *
     * @param environment variables by name
     * @param userHome what {@code ~} stands for
     * @return the settings
     * @throws HubException if a variable has an invalid value
     */
    public static HubSettings of(Map<String, String> environment, Path userHome) {
        return new HubSettings(environment, userHome);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private boolean isOn(String name) {
        return value(name).map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT))).orElse(false);
    }

    private Optional<Path> path(String name) {
        return value(name).map(value -> {
            String text = VARIABLE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(
                    match.group(1) != null ? match.group(1) : match.group(2), match.group())));
            return text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")
                    ? userHome.resolve(text.substring(Math.min(2, text.length()))) : Path.of(text);
        });
    }

    private static URI endpoint(String address) {
        try {
            URI uri = URI.create(address.replaceAll("/+$", ""));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same message, which does not repeat a password
        }
        throw new HubException("HF_ENDPOINT is not the address of a Hub, such as " + ENDPOINT + "; correct it, or leave it out");
    }

    private static EnvironmentProxies proxies(Map<String, String> environment) {
        try {
            return EnvironmentProxies.of(environment);
        } catch (IllegalArgumentException e) {
            throw new HubException(e.getMessage(), e);
        }
    }

    private Optional<String> token(Path file) {
        Optional<String> found = value("HF_TOKEN").or(() -> value("HUGGING_FACE_HUB_TOKEN"));
        String from = "HF_TOKEN";
        if (found.isEmpty()) {
            from = file.toString();
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try {
                found = Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip()).filter(text -> !text.isEmpty());
            } catch (IOException e) {
                throw new HubException("The token in %s cannot be read (%s); make it readable, or name one in HF_TOKEN"
                        .formatted(file, e.getClass().getSimpleName()), e);
            }
        }
        if (found.isPresent() && !TOKEN.matcher(found.get()).matches()) { // a later exception would repeat it
            throw new HubException(("%s does not contain a token, since tokens have only ASCII letters, digits and punctuation;"
                    + " copy it again from https://huggingface.co/settings/tokens").formatted(from));
        }
        return found;
    }

    private Duration seconds(String name) {
        return value(name).filter(value -> value.matches("[1-9]\\d{0,6}")).map(Long::valueOf).map(Duration::ofSeconds)
                .orElse(TIMEOUT);
    }

    /** {@return the address of the Hub, without a slash at the end} */
    URI endpoint() {
        return endpoint;
    }

    /** {@return the folder with the repositories} */
    Path cache() {
        return cache;
    }

    /** {@return the access token, if there is one; no message contains it} */
    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** {@return whether no request may be sent} */
    boolean isOffline() {
        return isOn(value("HF_HUB_OFFLINE").isPresent() ? "HF_HUB_OFFLINE" : "TRANSFORMERS_OFFLINE");
    }

    /** {@return whether the cache may have symbolic links, if the file system supports them} */
    boolean mayLink() {
        return !isOn("HF_HUB_DISABLE_SYMLINKS");
    }

    /** {@return how long to wait for the metadata of a file} */
    Duration metadataTimeout() {
        return seconds("HF_HUB_ETAG_TIMEOUT");
    }

    /** {@return how long to wait for the next bytes of a file} */
    Duration downloadTimeout() {
        return seconds("HF_HUB_DOWNLOAD_TIMEOUT");
    }

    /** {@return the proxies to use} */
    EnvironmentProxies proxies() {
        return proxies;
    }

    @Override
    public String toString() {
        return endpoint + ", kept in " + cache + (isOffline() ? ", offline" : "");
    }
}
