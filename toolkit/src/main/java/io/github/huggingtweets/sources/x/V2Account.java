package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twitter4j.HttpParameter;

/**
 * An account through version 2: {@code users/by/username/:username}, then {@code users/:id/tweets}. X is renaming tweets to posts
 * in the names of its fields, so both names are read.
 */
final class V2Account implements Account {

    /** What the API allows. */
    private static final int LARGEST_PAGE = 100;
    private static final int SMALLEST_PAGE = 5;
    private static final String TWEET_FIELDS =
            "created_at,in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets,source";
    /** Adds the whole texts of retweeted and quoted tweets. Their authors would cost extra, and the retweet's text names them. */
    private static final String EXPANSIONS = "referenced_tweets.id";
    private static final String USER_FIELDS = "profile_image_url,protected,public_metrics";

    /** Marks a cursor that is the id of a tweet and never expires; other cursors are X's own. */
    private static final String BEFORE = "until_id=";

    private final String handle;
    private final Requests requests;
    private Profile profile;

    V2Account(String handle, Map<String, String> environment) {
        this.handle = handle;
        this.requests = new Requests(handle, ApiVersion.V2, environment);
    }

    @Override
    public String network() {
        return "X";
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
        JsonNode answer = requests.get("users/by/username/" + handle, List.of(new HttpParameter("user.fields", USER_FIELDS)));
        JsonNode user = answer.path("data");
        if (!user.isObject()) {
            throw requests.withoutData(answer);
        }
        profile = requests.read(() -> new Profile(
                new Author(handle, Fields.required(user, "name"),
                        XConnection.picture(Fields.optional(user, "profile_image_url"))),
                Fields.id(user), Fields.count(user.path("public_metrics"), "tweet_count")));
        return profile;
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
        String id = (profile == null ? profile() : profile).id();
        List<HttpParameter> parameters = new ArrayList<>(List.of(
                new HttpParameter("max_results", Math.max(SMALLEST_PAGE, Math.min(wanted, LARGEST_PAGE))),
                new HttpParameter("expansions", EXPANSIONS), new HttpParameter("tweet.fields", TWEET_FIELDS)));
        boolean isBefore = cursor.filter(text -> text.startsWith(BEFORE)).isPresent();
        cursor.ifPresent(text -> parameters.add(isBefore ? new HttpParameter("until_id", text.substring(BEFORE.length()))
                : new HttpParameter("pagination_token", text)));
        newerThan.ifPresent(newest -> parameters.add(new HttpParameter("since_id", newest)));
        JsonNode answer = requests.page("users/" + id + "/tweets", parameters);
        if (!answer.path("data").isArray() && (answer.hasNonNull("data") || !answer.path("meta").isObject())) {
            throw requests.withoutData(answer);
        }
        return requests.read(() -> {
            List<Tweet> tweets = tweets(answer.path("data"), wholeTexts(answer.path("includes")));
            Optional<String> token = Optional.ofNullable(answer.path("meta").path("next_token").textValue());
            // without meta, nobody knows whether this is the last page
            boolean mayHaveMore = token.isPresent() || !answer.path("meta").isObject();
            Optional<String> before = cursorBefore(tweets);
            return new Page(tweets, mayHaveMore && before.isPresent() && (isBefore || token.isEmpty()) ? before : token);
        });
    }

    @Override
    public Optional<String> cursorBefore(List<Tweet> tweets) {
        return tweets.stream().map(Tweet::id).map(Long::valueOf).min(Long::compare).map(oldest -> BEFORE + oldest);
    }

    private static Map<String, String> wholeTexts(JsonNode included) {
        Map<String, String> texts = new HashMap<>();
        either(included, "tweets", "posts").forEach(tweet -> texts.put(tweet.path("id").asText(), wholeText(tweet)));
        return texts;
    }

    private static List<Tweet> tweets(JsonNode data, Map<String, String> others) {
        List<Tweet> tweets = new ArrayList<>();
        data.forEach(tweet -> tweets.add(tweet(tweet, others)));
        return tweets;
    }

    private static Tweet tweet(JsonNode tweet, Map<String, String> others) {
        Map<String, String> referenced = new HashMap<>();
        either(tweet, "referenced_tweets", "referenced_posts")
                .forEach(other -> referenced.put(other.path("type").asText(), other.path("id").asText()));
        String retweeted = others.get(referenced.get("retweeted"));
        return Tweet.text(retweeted == null ? wholeText(tweet) : retweet(wholeText(tweet), retweeted))
                .id(Fields.id(tweet))
                .time(Fields.time(tweet))
                .quoted(others.getOrDefault(referenced.get("quoted"), ""))
                .retweet(referenced.containsKey("retweeted"))
                .reply(referenced.containsKey("replied_to") || tweet.hasNonNull("in_reply_to_user_id"))
                .likes(Fields.count(tweet.path("public_metrics"), "like_count"))
                .retweets(Fields.count(tweet.path("public_metrics"), "retweet_count"))
                .language(Fields.optional(tweet, "lang"))
                .app(Fields.optional(tweet, "source"))
                .build();
    }

    /** The field {@code text} of a long tweet has only its beginning; {@code note_tweet} has the whole text. */
    private static String wholeText(JsonNode tweet) {
        return either(tweet, "note_tweet", "note_post").path("text").asText(Fields.required(tweet, "text"));
    }

    /**
     * The API cuts off the text of a retweet at 140 characters. The retweeted tweet has the whole text, without
     * {@code RT @handle:}.
     */
    private static String retweet(String cut, String whole) {
        return RetweetText.retweeted(cut).map(handle -> RetweetText.of(handle, whole)).orElse(cut);
    }

    private static JsonNode either(JsonNode object, String name, String newName) {
        return object.has(name) ? object.path(name) : object.path(newName);
    }
}
