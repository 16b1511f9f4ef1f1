package io.github.huggingtweets.sources.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Answer;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import io.github.huggingtweets.sources.network.WebApi;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public account of Bluesky. Reposts become retweets with the text {@code RT @handle:} and the whole reposted text. Links,
 * which Bluesky shortens in texts, become whole.
 *
 * <p>People can ask on Bluesky to be hidden from readers without an account. This class refuses such an account, and leaves out
 * its posts where somebody else reposts or quotes them.
 */
public final class BlueskyAccount implements Account {

    /**
     * The environment variable, or system property, that names a server to use instead of {@code https://public.api.bsky.app}.
     */
    public static final String SERVER = "HUGGINGTWEETS_BLUESKY";

    private static final String STANDARD_SERVER = "https://public.api.bsky.app";
    /** The most that the API allows. */
    private static final int PAGE_SIZE = 100;
    private static final Pattern NOBODY = Pattern.compile("(?i)profile not found|resolve handle|valid did or a handle");

    private final String handle;
    private final String server;
    private final WebApi api = new WebApi("Bluesky");

    private BlueskyAccount(String handle, String server) {
        this.handle = handle;
        this.server = server.replaceFirst("/+$", "");
    }

    /**
     * Chooses an account. No request is sent yet.
     *
     * @param handle the handle, such as {@code name.bsky.social}, with or without an {@code @}; or a DID, such as
     *         {@code did:plc:...}; or the address of the profile, {@code https://bsky.app/profile/...}
     * @return the account
     * @throws IllegalArgumentException if nobody on Bluesky can have that handle
     */
    public static BlueskyAccount of(String handle) {
        return of(handle, WebApi.server(SERVER, STANDARD_SERVER));
    }

    static BlueskyAccount of(String handle, String server) {
        return new BlueskyAccount(BlueskyHandle.normalize(handle), server);
    }

    @Override
    public String network() {
        return "Bluesky";
    }

    @Override
    public String handle() {
        return handle;
    }

    @Override
    public Profile profile() {
        Answer answer = ask("app.bsky.actor.getProfile?actor=" + encoded(handle));
        JsonNode profile = answer.body();
        String id = profile.path("did").asText("");
        if (id.isEmpty()) {
            throw unreadable(answer, "no did");
        }
        if (!Visibility.isForEverybody(profile)) {
            throw new TweetSourceException(name() + " asks on Bluesky to be shown only to readers who have an account there, and"
                    + " this program reads without one; name another account.");
        }
        return new Profile(author(profile), id, FeedItem.count(profile, "postsCount"));
    }

    private Author author(JsonNode profile) {
        String written = handle.startsWith("did:") ? profile.path("handle").asText(handle) : handle;
        String displayed = profile.path("displayName").asText("").strip();
        return new Author(written.equals("handle.invalid") ? handle : written, displayed.isEmpty() ? written : displayed,
                Author.pictureAt(profile.path("avatar").asText("")));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
        Answer answer = ask("app.bsky.feed.getAuthorFeed?actor=" + encoded(handle) + "&limit=" + PAGE_SIZE
                + "&filter=posts_with_replies&includePins=false" + cursor.map(value -> "&cursor=" + encoded(value)).orElse(""));
        JsonNode feed = answer.body().path("feed");
        if (!feed.isArray()) {
            throw unreadable(answer, "no feed");
        }
        Optional<String> next = Optional.of(answer.body().path("cursor").asText("")).filter(value -> !value.isEmpty());
        try {
            return new Page(tweets(feed, next.isEmpty()), next);
        } catch (NoSuchElementException e) {
            throw unreadable(answer, e.getMessage());
        }
    }

    /** The request excludes pinned posts. If a server sends one nevertheless, it may be missing at the place of its time. */
    private static List<Tweet> tweets(JsonNode feed, boolean isLast) {
        List<Tweet> tweets = new ArrayList<>();
        List<Tweet> pinned = new ArrayList<>();
        for (JsonNode json : feed) {
            FeedItem item = new FeedItem(json);
            item.tweet().ifPresent(item.isPinned() ? pinned::add : tweets::add);
        }
        pinned.forEach(tweet -> putInItsPlace(tweet, tweets, isLast));
        return tweets;
    }

    private static void putInItsPlace(Tweet pinned, List<Tweet> tweets, boolean isLast) {
        if (tweets.stream().anyMatch(tweet -> tweet.id().equals(pinned.id()))) {
            return;
        }
        int place = 0;
        while (place < tweets.size() && !isOlder(tweets.get(place), pinned)) {
            place++;
        }
        if (place < tweets.size() || isLast) { // otherwise, its place is on a later page
            tweets.add(place, pinned);
        }
    }

    private static boolean isOlder(Tweet tweet, Tweet other) {
        return tweet.time().isPresent() && other.time().isPresent() && tweet.time().get().isBefore(other.time().get());
    }

    private Answer ask(String query) {
        Answer answer = api.get(URI.create(server + "/xrpc/" + query));
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
        return answer;
    }

    private TweetSourceException refusal(Answer answer) {
        return new TweetSourceException(switch (answer.body().path("error").asText("")) {
            case "AccountTakedown" -> "Bluesky has suspended " + name() + answer.reason("message") + "; name another account.";
            case "AccountDeactivated" -> name() + " has deactivated the account on Bluesky, which can't be read until its owner"
                    + " comes back; name another account.";
            case "InvalidRequest" -> NOBODY.matcher(answer.body().path("message").asText("")).find() ? "There is no " + name()
                    + " on Bluesky; check the handle, which is in the address of the profile, https://bsky.app/profile/..."
                    : refused(answer);
            default -> refused(answer);
        });
    }

    private String refused(Answer answer) {
        return "Bluesky does not return the posts of %s%s, status %d from %s; check whether https://bsky.app/profile/%s shows them."
                .formatted(name(), answer.reason("message"), answer.status(), answer.from().getHost(), handle);
    }

    private static TweetSourceException unreadable(Answer answer, String why) {
        return new TweetSourceException("%s does not answer as Bluesky does (%s); is %s set, and not to the right server?"
                .formatted(answer.from().getHost(), why, SERVER));
    }

    private String name() {
        return handle.startsWith("did:") ? handle : "@" + handle;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
