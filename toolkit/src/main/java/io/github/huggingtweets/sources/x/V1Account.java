package io.github.huggingtweets.sources.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.RetweetText;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import twitter4j.Paging;
import twitter4j.ResponseList;
import twitter4j.Status;
import twitter4j.User;

/** An account through version 1.1: {@code users/show}, then {@code statuses/user_timeline} with ever smaller {@code max_id}. */
final class V1Account implements Account {

    /** What the API allows. */
    private static final int PAGE_SIZE = 200;

    private final String handle;
    private final XConnection x;
    private final Requests requests;

    V1Account(String handle, XConnection x) {
        this.handle = handle;
        this.x = x;
        this.requests = new Requests(handle, x.keys());
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
    public Profile profile() {
        User user = requests.make(() -> x.v1().showUser(handle));
        return requests.read(() -> new Profile(
                new Author(handle, Optional.ofNullable(user.getName()).orElseThrow(),
                        XConnection.picture(user.getProfileImageURLHttps())),
                String.valueOf(user.getId()), count(user.getStatusesCount())));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan) {
        requests.requireRequestsLeft();
        Paging paging = new Paging().count(PAGE_SIZE);
        cursor.map(Long::valueOf).ifPresent(paging::setMaxId);
        newerThan.map(Long::valueOf).ifPresent(paging::setSinceId);
        return requests.make(() -> {
            ResponseList<Status> statuses = x.v1().getUserTimeline(handle, paging);
            requests.exhaustedUntil(XConnection.exhaustedUntil(statuses));
            JsonNode raw = x.json(statuses);
            List<Tweet> tweets = new ArrayList<>();
            for (int i = 0; i < statuses.size(); i++) {
                tweets.add(tweet(statuses.get(i), raw.path(i)));
            }
            // X counts a page first and then leaves out hidden tweets, so a short page is not the last; an empty one is
            Optional<Long> oldest = statuses.stream().map(Status::getId).min(Long::compare);
            return new Page(tweets, oldest.map(id -> String.valueOf(id - 1)));
        });
    }

    private static Tweet tweet(Status status, JsonNode raw) {
        JsonNode retweeted = raw.path("retweeted_status");
        return Tweet.text(retweeted.isObject() ? retweet(retweeted) : text(raw))
                .id(String.valueOf(status.getId()))
                .time(Optional.ofNullable(status.getCreatedAt()).map(Date::toInstant))
                .quoted(text(retweeted.has("quoted_status") ? retweeted.path("quoted_status") : raw.path("quoted_status")))
                .retweet(retweeted.isObject())
                .reply(status.getInReplyToStatusId() > 0 || status.getInReplyToUserId() > 0)
                .likes(count(status.getFavoriteCount()))
                .retweets(count(status.getRetweetCount()))
                .language(raw.path("lang").asText())
                .source(Optional.ofNullable(status.getSource()).orElse(""))
                .build();
    }

    /** The API cuts off the end of a retweet's own text, so this is made of the text of the retweeted tweet. */
    private static String retweet(JsonNode retweeted) {
        return RetweetText.of(retweeted.path("user").path("screen_name").asText(), text(retweeted));
    }

    /** This is read from the JSON, because twitter4j resolves the entities of a text, and texts here are not cleaned. */
    private static String text(JsonNode status) {
        return status.path("full_text").asText(status.path("text").asText());
    }

    private static OptionalInt count(int count) {
        return count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
