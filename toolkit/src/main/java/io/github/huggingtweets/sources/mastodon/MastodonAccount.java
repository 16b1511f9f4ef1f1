package io.github.huggingtweets.sources.mastodon;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account on a Mastodon server, or on another server with its API (such as Pleroma and Akkoma). It needs no key, and reads the
 * posts that everybody can see: the public ones, including those that are "unlisted" or "quiet public". Some servers, such as
 * those that run GoToSocial, show nothing without a login; then the message of the exception says so.
 *
 * <p>Reblogs become retweets with the text {@code RT @name@server:} and the whole reblogged text. A post that answers another
 * one, even of the same author, is a reply. HTML becomes text with the whole addresses of links. A content warning is the first
 * line.
 */
public final class MastodonAccount implements Account {

    /**
     * The environment variable, or system property, that names a server to ask instead of the one in the handle, such as
     * {@code http://localhost:3000}.
     */
    public static final String SERVER = "HUGGINGTWEETS_MASTODON";

    /** The most that the API allows. */
    private static final int PAGE_SIZE = 40;
    /** The page with older posts in a Link header (RFC 8288). Only the id is kept, since the rest of the address may change. */
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
     * Chooses an account. No request is sent yet.
     *
     * @param handle {@code name@server}, with or without a leading {@code @}, or the address of the profile:
     *         {@code https://server/@name} or {@code https://server/users/name}
     * @return the account
     * @throws IllegalArgumentException if the handle has neither form
     */
    public static MastodonAccount of(String handle) {
        String server = WebApi.server(SERVER, "");
        return new MastodonAccount(handle, host -> URI.create(server.isEmpty() ? "https://" + host : server));
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
        // the placeholder for accounts without a picture
        return address.endsWith("/missing.png") ? Optional.empty() : Author.pictureAt(address);
    }

    /** {@return a note if the account has moved: it keeps its posts, but gets no new ones} */
    private Optional<String> movedTo() {
        JsonNode moved = home.account().path("moved");
        return !moved.isObject() ? Optional.empty() : Optional.of("@%s has moved to @%s; the newer posts are there."
                .formatted(handle, home.fullHandle(moved)));
    }

    @Override
    public Page page(Optional<String> cursor, Optional<String> newerThan, int wanted) {
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

    /** {@return the cursor of the next page; without a Link header, every page but an empty one has a next page} */
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
