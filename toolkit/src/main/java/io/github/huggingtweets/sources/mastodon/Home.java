package io.github.huggingtweets.sources.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.RateLimitException;
import io.github.huggingtweets.sources.network.TemporaryFailureException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where an account lives.
 *
 * @param server the server whose API tells of the account
 * @param domain the domain that stands in the handles of all who live there
 * @param account what the server says of the account
 */
record Home(MastodonServer server, String domain, JsonNode account) {

    private static final String PROFILE_PAGE = "http://webfinger.net/rel/profile-page";

    /**
     * Looks for an account: on the server that its handle names, and if that has no such API, on the one that it points to by
     * WebFinger (RFC 7033), as {@code example.org} does to {@code social.example.org}.
     *
     * @param addressOf the address of a host
     */
    static Home find(MastodonHandle handle, Function<String, URI> addressOf) {
        MastodonServer named = server(handle.domain(), addressOf);
        try {
            return lookUp(handle, named);
        } catch (RateLimitException | TemporaryFailureException e) {
            throw e;
        } catch (TweetSourceException e) {
            String host = hostByWebFinger(handle, named).filter(found -> !found.equals(handle.domain())).orElseThrow(() -> e);
            return lookUp(handle, server(host, addressOf));
        }
    }

    private static MastodonServer server(String host, Function<String, URI> addressOf) {
        return new MastodonServer(host, addressOf.apply(host));
    }

    private static Home lookUp(MastodonHandle handle, MastodonServer server) {
        JsonNode account = server.get("/api/v1/accounts/lookup", "acct=" + MastodonServer.encoded(handle.name()), handle).body();
        if (!account.hasNonNull("id") || !account.hasNonNull("acct")) {
            throw server.unreadable(handle);
        }
        String acct = account.path("acct").asText();
        int at = acct.indexOf('@');
        if (at >= 0 && !acct.substring(at + 1).equalsIgnoreCase(handle.domain())) {
            throw new TweetSourceException("@%s lives on another server than %s; take its handle there: @%s."
                    .formatted(handle, server.host(), acct));
        }
        return new Home(server, handle.domain(), account);
    }

    private static Optional<String> hostByWebFinger(MastodonHandle handle, MastodonServer server) {
        try {
            JsonNode links = server.get("/.well-known/webfinger",
                    "resource=" + MastodonServer.encoded("acct:" + handle), handle).body().path("links");
            return host(links, "self").or(() -> host(links, PROFILE_PAGE));
        } catch (RateLimitException | TemporaryFailureException e) {
            throw e;
        } catch (TweetSourceException e) {
            return Optional.empty(); // what the server said first tells more
        }
    }

    private static Optional<String> host(JsonNode links, String relation) {
        for (JsonNode link : links) {
            String address = link.path("href").asText("");
            if (link.path("rel").asText("").equals(relation) && address.startsWith("https://")) {
                String host = address.substring("https://".length()).split("[/?#]", 2)[0].toLowerCase(Locale.ROOT);
                return Optional.of(host).filter(MastodonHandle::isDomain);
            }
        }
        return Optional.empty();
    }

    /** {@return the handle of somebody with the server, which the API leaves out for who lives on the same} */
    String fullHandle(JsonNode somebody) {
        String acct = somebody.path("acct").asText("");
        return acct.contains("@") ? acct : acct + "@" + domain;
    }
}
