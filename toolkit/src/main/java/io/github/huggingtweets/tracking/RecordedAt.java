package io.github.huggingtweets.tracking;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a run is recorded.
 *
 * @param tracker the name of the service, such as {@code MLflow}
 * @param address the address of the run's page there, or the folder where it lies until it is sent
 */
public record RecordedAt(String tracker, String address) {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)localhost|.*\\.localhost|127(\\.\\d+){3}|0\\.0\\.0\\.0|\\[::1?]");

    /** {@return the address, if it is one on the web, and not a folder of this machine} */
    public Optional<URI> web() {
        try {
            return Optional.of(URI.create(address)).filter(uri -> uri.getHost() != null && uri.getScheme().matches("(?i)https?"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the address on the web, if it is not on this machine itself, where nobody else finds it} */
    public Optional<URI> webElsewhere() {
        return web().filter(uri -> !THIS_MACHINE.matcher(uri.getHost()).matches());
    }
}
