package io.github.huggingtweets.sources.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Posts, which the API calls statuses, as tweets. A post of pictures or a poll alone has an empty text: it counts as a post, and
 * there is nothing to learn from it.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">a status</a>
 */
final class Posts {

    private static final Set<String> SEEN_BY_ALL = Set.of("public", "unlisted");

    private Posts() {}

    /** {@return the tweet, unless not everybody may see it} */
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

    /** The warning before a text is its first line, as its author wrote it. */
    private static String text(JsonNode status) {
        Map<String, String> mentioned = new HashMap<>();
        status.path("mentions").forEach(who -> mentioned.put(who.path("url").asText(), who.path("acct").asText()));
        String warning = status.path("spoiler_text").asText("").strip();
        String text = PostText.of(status.path("content").asText(""), mentioned);
        return warning.isEmpty() || text.isEmpty() ? warning + text : warning + "\n" + text;
    }

    /** Mastodon wraps the quoted post with whether its author agrees; Akkoma and Pleroma have the post itself. */
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
