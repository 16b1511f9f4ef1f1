package io.github.huggingtweets.sources.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RichTextTest {

    private static ObjectNode post(String text) {
        ObjectNode post = AppView.json("{\"$type\":\"app.bsky.feed.post\",\"facets\":[]}").put("text", text);
        return post;
    }

    private static ObjectNode link(ObjectNode post, Object start, Object end, String address) {
        ObjectNode facet = ((ArrayNode) post.path("facets")).addObject();
        facet.putObject("index").putPOJO("byteStart", start).putPOJO("byteEnd", end);
        facet.putArray("features").addObject().put("$type", "app.bsky.richtext.facet#link").put("uri", address);
        return AppView.json(post.toString());
    }

    /** {@return a facet with a link on a part of the text, in bytes of UTF-8} */
    private static ObjectNode linkOn(ObjectNode post, String part, String address) {
        String text = post.path("text").asText();
        int start = text.substring(0, text.indexOf(part)).getBytes(StandardCharsets.UTF_8).length;
        return link(post, start, start + part.getBytes(StandardCharsets.UTF_8).length, address);
    }

    @Test
    void restoresShortenedLinksAfterMultibyteText() {
        ObjectNode post = post("Schöne Grüße 🦜 日本 example.com/a/very-lo... und mehr: bücher.example 👋");
        post = linkOn(post, "bücher.example", "https://xn--bcher-kva.example/");
        post = linkOn(post, "example.com/a/very-lo...", "https://www.example.com/a/very-long/way?to=go#on");

        assertEquals("Schöne Grüße 🦜 日本 https://www.example.com/a/very-long/way?to=go#on und mehr:"
                + " https://xn--bcher-kva.example/ 👋", RichText.of(post));
    }

    @Test
    void keepsWordsThatCarryALink() {
        assertEquals("Read this, or this... please", RichText.of(linkOn(linkOn(post("Read this, or this... please"),
                "Read this", "https://example.com/"), "this...", "https://example.com/")));
    }

    @Test
    void keepsMentionsAndHashtags() {
        ObjectNode post = post("@pip.bsky.social likes #java");
        ((ArrayNode) post.path("facets")).add(AppView.json("""
                {"index": {"byteStart": 0, "byteEnd": 16},
                 "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:abc"}]}""")).add(AppView.json("""
                {"index": {"byteStart": 23, "byteEnd": 28},
                 "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "java"}]}"""));

        assertEquals("@pip.bsky.social likes #java", RichText.of(post));
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "0, 999", "5, 5", "9, 3", "1, 4", "0, 2", "2147483648, 2147483649", "-5000000000, 3"})
    void ignoresWrongOffsets(long start, long end) {
        assertEquals("äa.example b", RichText.of(link(post("äa.example b"), start, end, "https://example.com/")));
    }

    @Test
    void takesTheFirstOfOverlappingLinks() {
        ObjectNode post = post("a.example/b c");
        post = link(post, 0, 11, "https://a.example/first");
        post = link(post, 0, 9, "https://a.example/second");
        post = link(post, 2, 11, "https://a.example/third");

        assertEquals("https://a.example/first c", RichText.of(post));
    }

    @Test
    void readsPostsWithMissingParts() {
        assertEquals("", RichText.of(AppView.json("{}")));
        assertEquals("a.example", RichText.of(AppView.json("""
                {"text": "a.example", "facets": [{}, null, {"index": {"byteStart": "0", "byteEnd": 9}, "features": [{}]},
                 {"index": {"byteStart": 0, "byteEnd": 9}, "features": [
                 {"$type": "app.bsky.richtext.facet#link", "uri": "no address"}]}]}""")));
    }
}
