package io.github.huggingtweets.corpus;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose words a corpus holds.
 *
 * @param handle the handle, lower-cased and without its leading {@code @}
 * @param name the display name
 * @param picture the address of the profile picture, where it is known
 */
public record Author(String handle, String name, Optional<URI> picture) {

    public Author {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(picture, "picture");
        handle = normalize(handle);
    }

    /** {@return a handle as huggingtweets writes it: trimmed, without its leading {@code @}, lower-cased} */
    public static String normalize(String handle) {
        String trimmed = handle.strip();
        return (trimmed.startsWith("@") ? trimmed.substring(1) : trimmed).strip().toLowerCase(Locale.ROOT);
    }
}
