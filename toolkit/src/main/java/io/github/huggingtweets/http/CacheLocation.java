package io.github.huggingtweets.http;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folder for what was downloaded and for what is to be sent, unless the user chooses another one. */
public final class CacheLocation {

    /** The environment variable that names another folder. */
    public static final String VARIABLE = "HUGGINGTWEETS_CACHE";

    private static final String FOLDER = "huggingtweets";

    private CacheLocation() {}

    /**
     * {@return the folder that {@code HUGGINGTWEETS_CACHE} names, or {@code huggingtweets} in the folder that the operating
     * system has for caches, which is {@code XDG_CACHE_HOME} or {@code ~/.cache} on Linux}
     */
    public static Path standard() {
        return standard(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path standard(Map<String, String> environment, String system, Path home) {
        return path(environment, VARIABLE)
                .or(() -> path(environment, "XDG_CACHE_HOME").filter(Path::isAbsolute).map(caches -> caches.resolve(FOLDER)))
                .orElseGet(() -> ofSystem(environment, system.toLowerCase(Locale.ROOT), home).resolve(FOLDER));
    }

    private static Path ofSystem(Map<String, String> environment, String system, Path home) {
        if (system.startsWith("windows")) {
            return path(environment, "LOCALAPPDATA").orElseGet(() -> home.resolve("AppData").resolve("Local"));
        }
        return system.startsWith("mac") ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
    }

    private static Optional<Path> path(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()).map(Path::of);
    }
}
