package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twitter4j.HttpParameter;

/** An account through version 1.1: {@code users/show}, then {@code statuses/user_timeline} with ever smaller {@code max_id}. */
final class V1Account implements Account {

    /** What the API allows. */
    private static final int LARGEST_PAGE = 200;
    /** X may leave out all tweets of a very small page, which would look like the end. */
    private static final int SMALLEST_PAGE = 20;

    private final String handle;
    private final Requests requests;

    V1Account(String handle, Map<String, String> environment) {
        this.handle = handle;
        this.requests = new Requests(handle, ApiVersion.V1, environment);
    }

    /**
     * The name differs from that of version 2, since neither version understands the other one's cursors, which the cache keeps.
     */
    @Override
    public String network() {
        return "X v1.1";
    }

    @Override
    public String handle() {
        return handle;
    }

    @Override
    public void requireAccess() {
        requests.requireKeys();
    }

    @Override
    public Profile profile() {
        JsonNode user = requests.get("users/show.json", List.of(new HttpParameter("screen_name", handle)));
        if (!user.hasNonNull("name")) {
            throw requests.withoutData(user);
        }
        return requests.read(() -> new Profile(
                new Author(handle, Fields.required(user, "name"),
                        XConnection.picture(Fields.optional(user, "profile_image_url_https"))),
                Fields.id(user), Fields.count(user, "statuses_count")));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
        List<HttpParameter> parameters = new ArrayList<>(List.of(new HttpParameter("screen_name", handle),
                new HttpParameter("count", Math.max(SMALLEST_PAGE, Math.min(wanted, LARGEST_PAGE))),
                new HttpParameter("include_rts", true), new HttpParameter("tweet_mode", "extended")));
        cursor.ifPresent(id -> parameters.add(new HttpParameter("max_id", id)));
        newerThan.ifPresent(id -> parameters.add(new HttpParameter("since_id", id)));
        JsonNode statuses = requests.page("statuses/user_timeline.json", parameters);
        if (!statuses.isArray()) {
            throw requests.withoutData(statuses);
        }
        return requests.read(() -> {
            List<Tweet> tweets = new ArrayList<>();
            statuses.forEach(status -> tweets.add(tweet(status)));
            // X counts a page first and then leaves out hidden tweets, so a short page is not the last; an empty one is
            Optional<Long> oldest = tweets.stream().map(Tweet::id).map(Long::valueOf).min(Long::compare);
            return new Page(tweets, oldest.map(id -> String.valueOf(id - 1)));
        });
    }

    private static Tweet tweet(JsonNode status) {
        JsonNode retweeted = status.path("retweeted_status");
        boolean isRetweet = retweeted.isObject();
        return Tweet.text(isRetweet ? retweet(retweeted) : text(status))
                .id(Fields.id(status))
                .time(Fields.time(status))
                .quoted(quoted(isRetweet && retweeted.has("quoted_status") ? retweeted : status))
                .retweet(isRetweet)
                .reply(status.hasNonNull("in_reply_to_status_id") || status.hasNonNull("in_reply_to_user_id"))
                .likes(Fields.count(status, "favorite_count"))
                .retweets(Fields.count(status, "retweet_count"))
                .language(Fields.optional(status, "lang"))
                .source(Fields.optional(status, "source"))
                .build();
    }

    /** The API cuts off the end of a retweet's own text, so this is made of the text of the retweeted tweet. */
    private static String retweet(JsonNode retweeted) {
        return RetweetText.of(Fields.optional(retweeted.path("user"), "screen_name"), text(retweeted));
    }

    private static String quoted(JsonNode status) {
        return status.path("quoted_status").isObject() ? text(status.path("quoted_status")) : "";
    }

    private static String text(JsonNode status) {
        return Fields.required(status, status.hasNonNull("full_text") ? "full_text" : "text");
    }
}
