package io.github.huggingtweets.sources;

import java.net.URI;
import java.net.URISyntaxException;
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

    /**
     * Makes an author whom somebody names.
     *
     * @param handle the handle, with or without its {@code @}
     * @param name the display name
     * @return the author, of whom there is no picture
     * @throws IllegalArgumentException if the handle is blank
     */
    public static Author named(String handle, String name) {
        Author author = new Author(handle, name, Optional.empty());
        if (author.handle().isEmpty()) {
            throw new IllegalArgumentException("The handle is empty; give a name without spaces, such as \"@somebody\".");
        }
        return author;
    }

    /**
     * Reads the address of a profile picture, which a bot can do without.
     *
     * @param address the address as a source writes it, or an empty text
     * @return the address; empty if it is none that a browser could open
     */
    public static Optional<URI> pictureAt(String address) {
        try {
            URI uri = new URI(address);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return a handle as huggingtweets writes it: trimmed, without its leading {@code @}, lower-cased} */
    public static String normalize(String handle) {
        String trimmed = handle.strip();
        return (trimmed.startsWith("@") ? trimmed.substring(1) : trimmed).strip().toLowerCase(Locale.ROOT);
    }
}
