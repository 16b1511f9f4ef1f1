package io.github.huggingtweets.sources.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Account;
import io.github.huggingtweets.sources.network.Answer;
import io.github.huggingtweets.sources.network.Page;
import io.github.huggingtweets.sources.network.Profile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account on a Mastodon server, or on another that speaks its API (such as Pleroma and Akkoma). It needs no key, and sees what
 * everybody sees: the public posts, among them those that are "unlisted" or "quiet public". Some servers tell of nobody without a
 * login, as those that run GoToSocial do; the message says so then.
 *
 * <p>Reblogs are retweets, whose text is {@code RT @name@server:} and then the whole of what was reblogged; what answers
 * somebody, even oneself, is a reply. HTML becomes text, with the whole addresses of links. A content warning is the first line.
 */
public final class MastodonAccount implements Account {

    /** What the API allows. */
    private static final int PAGE_SIZE = 40;
    /** The page with older posts, as a header of RFC 8288 names it; of the address, only the id is sure to last. */
    private static final Pattern NEXT = Pattern.compile("<[^>]*[?&]max_id=([^&>]+)[^>]*>\\s*;\\s*rel=\"?next\\b");
    private static final Pattern ONLY_NEWER = Pattern.compile("(?!.*rel=\"?next\\b).*rel=\"?prev\\b.*");

    private final MastodonHandle handle;
    private final Function<String, URI> addressOf;
    private Home home;

    MastodonAccount(String handle, Function<String, URI> addressOf) {
        this.handle = MastodonHandle.of(handle);
        this.addressOf = addressOf;
    }

    /**
     * Names an account, without asking for it yet.
     *
     * @param handle {@code name@server}, with or without an {@code @} before, or the address of the profile:
     *         {@code https://server/@name} or {@code https://server/users/name}
     * @return the account
     * @throws IllegalArgumentException if it has neither form
     */
    public static MastodonAccount of(String handle) {
        return new MastodonAccount(handle, host -> URI.create("https://" + host));
    }

    @Override
    public String network() {
        return "Mastodon";
    }

    @Override
    public String handle() {
        return handle.toString();
    }

    @Override
    public Profile profile() {
        home = Home.find(handle, addressOf);
        JsonNode account = home.account();
        if (account.path("suspended").asBoolean()) {
            throw new TweetSourceException("%s has suspended @%s, so that nobody can read these posts; name another account."
                    .formatted(home.server().host(), handle));
        }
        String displayed = account.path("display_name").asText("").strip();
        String name = displayed.isEmpty() ? account.path("username").asText(handle.name()) : displayed;
        return new Profile(new Author(handle(), name, picture()),
                account.path("id").asText(), Posts.count(account.path("statuses_count")), movedTo());
    }

    private Optional<URI> picture() {
        String address = home.account().path("avatar").asText("");
        // so Mastodon calls the picture of an account without one
        return address.endsWith("/missing.png") ? Optional.empty() : Author.pictureAt(address);
    }

    /** An account that has moved keeps its posts, but gets no more. */
    private Optional<String> movedTo() {
        JsonNode moved = home.account().path("moved");
        return !moved.isObject() ? Optional.empty() : Optional.of("@%s has moved to @%s; the newer posts are there."
                .formatted(handle, home.fullHandle(moved)));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan) {
        if (home == null) {
            profile();
        }
        StringBuilder query = new StringBuilder("limit=" + PAGE_SIZE);
        cursor.ifPresent(id -> query.append("&max_id=").append(MastodonServer.encoded(id)));
        newerThan.ifPresent(id -> query.append("&since_id=").append(MastodonServer.encoded(id)));
        String path = "/api/v1/accounts/" + MastodonServer.encoded(home.account().path("id").asText()) + "/statuses";
        Answer answer = home.server().get(path, query.toString(), handle);
        if (!answer.body().isArray()) {
            throw home.server().unreadable(handle);
        }
        List<Tweet> tweets = new ArrayList<>();
        for (JsonNode status : answer.body()) {
            if (!status.hasNonNull("id")) {
                throw home.server().unreadable(handle);
            }
            Posts.tweet(status, home).ifPresent(tweets::add);
        }
        return new Page(tweets, next(answer));
    }

    /** Where a server has no header about other pages, only an empty page is the end. */
    private static Optional<String> next(Answer answer) {
        String links = String.join(", ", answer.headers().allValues("Link"));
        Matcher next = NEXT.matcher(links);
        if (next.find()) {
            return Optional.of(MastodonServer.decoded(next.group(1)));
        }
        JsonNode oldest = answer.body().path(answer.body().size() - 1);
        return oldest.isMissingNode() || ONLY_NEWER.matcher(links).matches() ? Optional.empty()
                : Optional.of(oldest.path("id").asText());
    }
}
