package io.github.huggingtweets.sources.bluesky;

import io.github.huggingtweets.sources.Author;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a handle in any of the forms that people write. */
final class BlueskyHandle {

    /** A domain name, as the AT Protocol defines handles. */
    private static final Pattern HANDLE =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST_HANDLE = 253;
    private static final Pattern DID = Pattern.compile("did:(?:plc|web):[a-z0-9._:%-]{1,2000}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:at://|(?:https?://)?(?:www\\.)?bsky\\.app/profile/)([^/?#]+).*", Pattern.CASE_INSENSITIVE);
    /** The app puts invisible marks around handles for right-to-left texts, and people copy these marks. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private BlueskyHandle() {}

    /**
     * {@return the handle or DID in {@code @name.bsky.social}, {@code did:plc:...}, or the address of a profile or of a post}
     *
     * @throws IllegalArgumentException if nobody on Bluesky can have that handle
     */
    static String normalize(String written) {
        String visible = INVISIBLE.matcher(written).replaceAll("").strip();
        Matcher address = ADDRESS.matcher(visible);
        String handle = Author.normalize(address.matches() ? address.group(1) : visible);
        if (DID.matcher(handle).matches() || handle.length() <= LONGEST_HANDLE && HANDLE.matcher(handle).matches()) {
            return handle;
        }
        throw new IllegalArgumentException("\"" + written + "\" is no handle of Bluesky: they have a dot, as in name.bsky.social"
                + " or in a domain of one's own; a DID (did:plc:...) or the address of a profile works as well.");
    }
}
