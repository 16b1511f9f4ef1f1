package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.sources.Author;
import java.net.URI;
import java.util.Optional;

/** Profile pictures: the API names the smallest size, of 48 pixels. */
final class XPicture {

    private XPicture() {}

    /** {@return the address in the size of 400 pixels, which X has of each picture, if there is a picture} */
    static Optional<URI> of(String address) {
        return Author.pictureAt(String.valueOf(address).replaceFirst("_normal(\\.\\w+)$", "_400x400$1"));
    }
}
