package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tweet as the two versions of the API write it, with the field names and shapes of X's documentation.
 *
 * @param text the whole text, with the escapes of the API
 * @param retweeted what it retweets, or null
 * @param quoted what it quotes, or null
 */
record XPost(long id, String author, String text, boolean reply, XPost retweeted, XPost quoted) {

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final DateTimeFormatter OF_V1 = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z uuuu", Locale.ENGLISH);
    private static final int LONGEST = 280;
    private static final int LONGEST_RETWEET = 140;

    static XPost of(long id, String text) {
        return new XPost(id, "alice", text, false, null, null);
    }

    /** {@return a number of tweets, newest first, some of each kind} */
    static List<XPost> some(int count) {
        List<XPost> posts = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            long id = 1_700_000_000_000_000_000L + i * 1000L;
            XPost other = new XPost(id - 500, "bob", "Somebody else's words, number " + i, false, null, null);
            posts.add(switch (i % 5) {
                case 0 -> new XPost(id, "alice", "RT @bob: " + other.text, false, other, null);
                case 1 -> new XPost(id, "alice", "@bob I answer to number " + i, true, null, null);
                case 2 -> new XPost(id, "alice", "I quote number " + i + " https://t.co/q", false, null, other);
                default -> of(id, "My own words, number " + i + " &amp; so on");
            });
        }
        return posts;
    }

    Instant time() {
        return FIRST.plusSeconds(id % 1_000_000_000 / 1000 * 60);
    }

    int likes() {
        return retweeted == null ? (int) (id / 1000 % 97) : 0;
    }

    /** @param fields the requested fields besides the two that are always sent */
    ObjectNode v2(List<String> fields) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("created_at", time().toString().replace("Z", ".000Z")).put("lang", "en").put("author_id", "7");
        all.putObject("public_metrics").put("retweet_count", 2).put("reply_count", 0).put("like_count", likes())
                .put("quote_count", 0).put("bookmark_count", 0).put("impression_count", 3_000_000_000L);
        if (text.length() > LONGEST && retweeted == null) {
            all.putObject("note_tweet").put("text", text);
        }
        if (reply) {
            all.put("in_reply_to_user_id", "8");
        }
        if (reply || retweeted != null || quoted != null) {
            all.putArray("referenced_tweets").addObject()
                    .put("type", reply ? "replied_to" : quoted != null ? "quoted" : "retweeted")
                    .put("id", reply ? "1" : String.valueOf((quoted != null ? quoted : retweeted).id));
        }
        ObjectNode tweet = JsonNodeFactory.instance.objectNode();
        tweet.put("id", String.valueOf(id)).put("text", retweeted != null ? cut(LONGEST_RETWEET) : cut(LONGEST));
        tweet.putArray("edit_history_tweet_ids").add(String.valueOf(id));
        fields.stream().filter(all::has).forEach(field -> tweet.set(field, all.get(field)));
        return tweet;
    }

    ObjectNode v1() {
        ObjectNode tweet = JsonNodeFactory.instance.objectNode();
        tweet.put("created_at", OF_V1.format(time().atOffset(ZoneOffset.UTC))).put("id", id).put("id_str", String.valueOf(id))
                .put("full_text", retweeted != null ? cut(LONGEST_RETWEET) : cut(LONGEST)).put("truncated", false)
                .put("source", "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>")
                .put("is_quote_status", quoted != null).put("retweet_count", 2).put("favorite_count", likes()).put("lang", "en");
        tweet.putObject("entities").putArray("user_mentions");
        tweet.putObject("user").put("id", 7).put("id_str", "7").put("screen_name", author).put("name", "Alice A.");
        tweet.set("in_reply_to_status_id", reply ? JsonNodeFactory.instance.numberNode(1L) : null);
        tweet.set("in_reply_to_user_id", reply ? JsonNodeFactory.instance.numberNode(8L) : null);
        if (retweeted != null) {
            tweet.set("retweeted_status", retweeted.v1());
        }
        if (quoted != null) {
            tweet.set("quoted_status", quoted.v1());
        }
        return tweet;
    }

    private String cut(int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
