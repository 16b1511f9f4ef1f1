package io.github.huggingtweets.sources;

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

    /** {@return a handle as huggingtweets writes it: trimmed, without its leading {@code @}, lower-cased} */
    public static String normalize(String handle) {
        String trimmed = handle.strip();
        return (trimmed.startsWith("@") ? trimmed.substring(1) : trimmed).strip().toLowerCase(Locale.ROOT);
    }
}
