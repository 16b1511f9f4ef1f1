package io.github.huggingtweets.sources.x;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Profile pictures: the API names the smallest size, of 48 pixels. */
final class XPicture {

    private XPicture() {}

    /** {@return the address in the size of 400 pixels, which X has of each picture, if there is a picture} */
    static Optional<URI> of(String address) {
        if (address == null || address.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(address.replaceFirst("_normal(\\.\\w+)$", "_400x400$1")));
        } catch (URISyntaxException e) {
            return Optional.empty(); // a bot can do without a picture
        }
    }
}
