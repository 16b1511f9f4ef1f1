package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Restores the whole addresses of links in the text of a post. The text shows a link shortened, as in
 * {@code example.com/a-long-...}, and a facet has the whole address. The indices of facets are in bytes of UTF-8, and may be
 * wrong.
 */
final class RichText {

    private static final String LINK = "app.bsky.richtext.facet#link";
    /** A whole or shortened address. A link can also lie on words, which stay as they are. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)https?://\\S+|[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+(?::\\d+)?(?:[/?#]\\S*)?(?:\\.\\.\\.|…)?");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://\\S+");

    private record Link(int start, int end, String address) {}

    private RichText() {}

    /**
     * {@return the text of a post with whole addresses}
     *
     * @param post a record of the type {@code app.bsky.feed.post}
     */
    static String of(JsonNode post) {
        byte[] text = post.path("text").asText("").getBytes(StandardCharsets.UTF_8);
        StringBuilder whole = new StringBuilder();
        int done = 0;
        for (Link link : links(post.path("facets"), text)) {
            if (link.start >= done) {
                String shown = slice(text, link.start, link.end);
                whole.append(slice(text, done, link.start)).append(ADDRESS.matcher(shown).matches() ? link.address : shown);
                done = link.end;
            }
        }
        return whole.append(slice(text, done, text.length)).toString();
    }

    private static List<Link> links(JsonNode facets, byte[] text) {
        List<Link> links = new ArrayList<>();
        for (JsonNode facet : facets) {
            JsonNode start = facet.path("index").path("byteStart");
            JsonNode end = facet.path("index").path("byteEnd");
            address(facet.path("features"))
                    .filter(address -> start.canConvertToInt() && end.canConvertToInt() && start.intValue() < end.intValue()
                            && isBetweenCharacters(text, start.intValue()) && isBetweenCharacters(text, end.intValue()))
                    .ifPresent(address -> links.add(new Link(start.intValue(), end.intValue(), address)));
        }
        links.sort(Comparator.comparingInt(Link::start));
        return links;
    }

    private static Optional<String> address(JsonNode features) {
        for (JsonNode feature : features) {
            String address = feature.path("uri").asText("");
            if (feature.path("$type").asText().equals(LINK) && WEB_ADDRESS.matcher(address).matches()) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static boolean isBetweenCharacters(byte[] text, int offset) {
        return offset == text.length || offset >= 0 && offset < text.length && (text[offset] & 0xC0) != 0x80;
    }

    private static String slice(byte[] text, int start, int end) {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }
}
