package io.github.huggingtweets.sources;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The author of tweets: a person or an account.
 *
 * @param handle the handle, in lower case and without its leading {@code @}
 * @param name the display name
 * @param picture the address of the profile picture, if it is known
 */
public record Author(String handle, String name, Optional<URI> picture) {

    /**
     * Normalizes the handle.
     *
     * @param handle the handle, with or without its {@code @}, in any case
     * @param name the display name
     * @param picture the address of the profile picture, if it is known
     */
    public Author {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(picture, "picture");
        handle = normalize(handle);
    }

    /**
     * Makes an author without a picture.
     *
     * @param handle the handle, with or without its {@code @}
     * @param name the display name
     * @return the author
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
     * Reads the address of a profile picture.
     *
     * @param address the address as a source writes it, or an empty text
     * @return the address; empty if it is not an HTTP or HTTPS address, since a bot does not need a picture
     */
    public static Optional<URI> pictureAt(String address) {
        try {
            URI uri = new URI(address);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Normalizes a handle as huggingtweets does.
     *
     * @param handle the handle as somebody wrote it
     * @return the handle in lower case, without its leading {@code @} and without white space at either end; may be empty
     */
    public static String normalize(String handle) {
        String trimmed = handle.strip();
        return (trimmed.startsWith("@") ? trimmed.substring(1) : trimmed).strip().toLowerCase(Locale.ROOT);
    }
}
