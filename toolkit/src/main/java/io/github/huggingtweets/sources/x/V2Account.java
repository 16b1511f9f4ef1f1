package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetTime;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import twitter4j.HttpParameter;
import twitter4j.PaginationToken;
import twitter4j.TweetsResponse;

/**
 * An account through version 2: {@code users/by/username/:username}, then {@code users/:id/tweets}. X is renaming tweets to posts
 * in the names of its fields, so both names are read.
 */
final class V2Account implements Account {

    /** What the API allows. */
    private static final int PAGE_SIZE = 100;
    private static final String TWEET_FIELDS =
            "created_at,in_reply_to_user_id,lang,note_tweet,public_metrics,referenced_tweets,source";
    /** Adds the whole texts of retweeted and quoted tweets. Their authors would cost extra, and the retweet's text names them. */
    private static final String EXPANSIONS = "referenced_tweets.id";
    private static final String USER_FIELDS = "profile_image_url,protected,public_metrics";

    private final String handle;
    private final XConnection x;
    private final Requests requests;
    private Profile profile;

    V2Account(String handle, XConnection x) {
        this.handle = handle;
        this.x = x;
        this.requests = new Requests(handle, x.keys());
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
    public Profile profile() {
        JsonNode user = requests.dataOf(requests.make(
                () -> x.get("users/by/username/" + handle, new HttpParameter("user.fields", USER_FIELDS))));
        profile = requests.read(() -> new Profile(
                new Author(handle, required(user, "name").asText(), XConnection.picture(user.path("profile_image_url").asText())),
                required(user, "id").asText(), count(user, "tweet_count")));
        return profile;
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan) {
        String id = (profile == null ? profile() : profile).id();
        long user = requests.read(() -> Long.valueOf(id));
        requests.requireRequestsLeft();
        JsonNode answer = requests.make(() -> {
            TweetsResponse tweets = x.v2().getUserTweets(user, null, null, EXPANSIONS, PAGE_SIZE, null,
                    cursor.map(PaginationToken::new).orElse(null), null, null, newerThan.map(Long::valueOf).orElse(null), null,
                    TWEET_FIELDS, null, null);
            requests.exhaustedUntil(XConnection.exhaustedUntil(tweets));
            return x.json(tweets);
        });
        JsonNode data = answer.has("meta") ? answer.path("data") : requests.dataOf(answer);
        return requests.read(() -> new Page(tweets(data, wholeTexts(answer.path("includes"))),
                Optional.ofNullable(answer.path("meta").path("next_token").textValue())));
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
                .id(required(tweet, "id").asText())
                .time(time(tweet.path("created_at").asText()))
                .quoted(others.getOrDefault(referenced.get("quoted"), ""))
                .retweet(referenced.containsKey("retweeted"))
                .reply(referenced.containsKey("replied_to") || tweet.hasNonNull("in_reply_to_user_id"))
                .likes(count(tweet, "like_count"))
                .retweets(count(tweet, "retweet_count"))
                .language(tweet.path("lang").asText())
                .app(tweet.path("source").asText())
                .build();
    }

    /** The field {@code text} of a long tweet has only its beginning; {@code note_tweet} has the whole text. */
    private static String wholeText(JsonNode tweet) {
        return either(tweet, "note_tweet", "note_post").path("text").asText(required(tweet, "text").asText());
    }

    /**
     * The API cuts off the text of a retweet at 140 characters. The retweeted tweet has the whole text, without
     * {@code RT @handle:}.
     */
    private static String retweet(String cut, String whole) {
        return RetweetText.retweeted(cut).map(handle -> RetweetText.of(handle, whole)).orElse(cut);
    }

    private static Optional<Instant> time(String text) {
        return text.isEmpty() ? Optional.empty()
                : Optional.of(TweetTime.read(text).orElseThrow(() -> new DateTimeException("no time: " + text)));
    }

    private static OptionalInt count(JsonNode tweetOrUser, String name) {
        JsonNode count = tweetOrUser.path("public_metrics").path(name);
        return count.isInt() ? OptionalInt.of(count.intValue()) : OptionalInt.empty();
    }

    private static JsonNode either(JsonNode object, String name, String newName) {
        return object.has(name) ? object.path(name) : object.path(newName);
    }

    private static JsonNode required(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            throw new NoSuchElementException("no " + name);
        }
        return object.path(name);
    }
}
