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

/** An account through version 1.1: {@code users/show}, then {@code statuses/user_timeline}, walking {@code max_id} down. */
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

    /** The two versions have other cursors, so that neither may go on where a download of the other stopped. */
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
                        XPicture.of(user.getProfileImageURLHttps())),
                String.valueOf(user.getId()), count(user.getStatusesCount())));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan) {
        requests.awaitReset();
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
            // pages may be short, since tweets are taken out after they were counted; only an empty one is the end
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

    /** Of a retweet's own text, the API cuts the end. */
    private static String retweet(JsonNode retweeted) {
        return RetweetText.of(retweeted.path("user").path("screen_name").asText(), text(retweeted));
    }

    /** twitter4j resolves the entities of a text, which is for the cleaning to do. */
    private static String text(JsonNode status) {
        return status.path("full_text").asText(status.path("text").asText());
    }

    private static OptionalInt count(int count) {
        return count < 0 ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
