package io.github.huggingtweets.sources.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.PostText;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns posts, which the API calls statuses, into tweets. A post that has only pictures or a poll becomes a tweet with an empty
 * text.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">a status</a>
 */
final class Posts {

    private static final Set<String> SEEN_BY_ALL = Set.of("public", "unlisted");

    private Posts() {}

    /** {@return the tweet; empty if the post is not public} */
    static Optional<Tweet> tweet(JsonNode status, Home home) {
        JsonNode reblogged = status.path("reblog");
        boolean retweet = reblogged.isObject();
        JsonNode said = retweet ? reblogged : status;
        if (!isSeenByAll(status) || !isSeenByAll(said)) {
            return Optional.empty();
        }
        String text = text(said);
        return Optional.of(Tweet.text(retweet ? RetweetText.of(home.fullHandle(said.path("account")), text) : text)
                .id(status.path("id").asText())
                .time(TweetTime.read(status.path("created_at").asText("")))
                .quoted(quoted(said))
                .retweet(retweet)
                .reply(status.hasNonNull("in_reply_to_id") || status.hasNonNull("in_reply_to_account_id"))
                .likes(count(status.path("favourites_count")))
                .retweets(count(status.path("reblogs_count")))
                .language(said.path("language").asText(""))
                .app(status.path("application").path("name").asText(""))
                .build());
    }

    private static boolean isSeenByAll(JsonNode status) {
        return SEEN_BY_ALL.contains(status.path("visibility").asText());
    }

    /** {@return the text, with a content warning as the first line} */
    private static String text(JsonNode status) {
        Map<String, String> mentioned = new HashMap<>();
        status.path("mentions").forEach(who -> mentioned.put(who.path("url").asText(), who.path("acct").asText()));
        return PostText.of(status.path("content").asText(""), status.path("spoiler_text").asText(""), mentioned);
    }

    /**
     * In Mastodon a quote has a state, which says whether the quoted author agrees, and a post; in Akkoma and Pleroma it is the
     * post.
     */
    private static String quoted(JsonNode status) {
        JsonNode quote = status.path("quote");
        return Stream.of(quote.path("state").asText().equals("accepted") ? quote.path("quoted_status") : quote,
                status.path("pleroma").path("quote"))
                .filter(Posts::isSeenByAll)
                .findFirst().map(Posts::text).orElse("");
    }

    static OptionalInt count(JsonNode count) {
        return count.isInt() && count.intValue() >= 0 ? OptionalInt.of(count.intValue()) : OptionalInt.empty();
    }
}
