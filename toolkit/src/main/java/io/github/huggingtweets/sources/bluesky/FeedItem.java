package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTime;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An item of an account's feed: a post of the account, or a post of another one that it reposts.
 *
 * @param json an {@code app.bsky.feed.defs#feedViewPost}
 */
record FeedItem(JsonNode json) {

    private static final String REPOST = "app.bsky.feed.defs#reasonRepost";
    private static final String PIN = "app.bsky.feed.defs#reasonPin";
    private static final String RECORD_EMBED = "app.bsky.embed.record#view";
    private static final String RECORD_AND_MEDIA_EMBED = "app.bsky.embed.recordWithMedia#view";
    private static final String POST = "app.bsky.feed.post";
    /** Earlier times come from clocks that were never set. */
    private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

    /** {@return whether the post is pinned at the top of the feed, instead of at the place of its time} */
    boolean isPinned() {
        return is(json.path("reason"), PIN);
    }

    /** {@return the tweet; empty if its author asks to be hidden from readers without an account} */
    Optional<Tweet> tweet() {
        JsonNode post = json.path("post");
        JsonNode reason = json.path("reason");
        return Visibility.isForEverybody(post.path("author"))
                ? Optional.of(is(reason, REPOST) ? repost(post, reason) : post(post)) : Optional.empty();
    }

    private static Tweet post(JsonNode post) {
        JsonNode content = post.path("record");
        return common(post, RichText.of(content))
                .id(uri(post))
                .time(time(content.path("createdAt").asText(), post.path("indexedAt").asText()))
                .reply(content.hasNonNull("reply"))
                .build();
    }

    private static Tweet repost(JsonNode post, JsonNode reason) {
        return common(post, RetweetText.of(post.path("author").path("handle").asText(), RichText.of(post.path("record"))))
                .id(idOfRepost(post, reason))
                .time(time(reason.path("indexedAt").asText()))
                .retweet(true)
                .build();
    }

    private static Tweet.Builder common(JsonNode post, String text) {
        return Tweet.text(text)
                .quoted(quoted(post.path("embed")))
                .likes(count(post, "likeCount"))
                .retweets(count(post, "repostCount"))
                .language(post.path("record").path("langs").path(0).asText(""));
    }

    /** The record of a repost has its own address, which older servers leave out. */
    private static String idOfRepost(JsonNode post, JsonNode reason) {
        return reason.path("uri").asText(uri(post) + "#reposted-" + reason.path("indexedAt").asText());
    }

    private static String quoted(JsonNode embed) {
        JsonNode other = is(embed, RECORD_EMBED) ? embed.path("record")
                : is(embed, RECORD_AND_MEDIA_EMBED) ? embed.path("record").path("record") : embed.path("nothing");
        return is(other.path("value"), POST) && Visibility.isForEverybody(other.path("author"))
                ? RichText.of(other.path("value")) : "";
    }

    /** The author's program can set any time of creation; the server knows when it indexed the post. */
    private static Optional<Instant> time(String created, String indexed) {
        Optional<Instant> latest = time(indexed);
        return time(created).filter(time -> latest.isEmpty() || !time.isAfter(latest.get())).or(() -> latest);
    }

    private static Optional<Instant> time(String text) {
        return TweetTime.read(text).filter(time -> !time.isBefore(EARLIEST));
    }

    /** {@return the number in a field of a post or a profile; empty if there is none} */
    static OptionalInt count(JsonNode object, String name) {
        JsonNode count = object.path(name);
        return count.canConvertToInt() ? OptionalInt.of(count.intValue()) : OptionalInt.empty();
    }

    private static String uri(JsonNode post) {
        String uri = post.path("uri").asText("");
        if (uri.isEmpty()) {
            throw new NoSuchElementException("a post has no uri");
        }
        return uri;
    }

    private static boolean is(JsonNode object, String type) {
        return object.path("$type").asText().equals(type);
    }
}
