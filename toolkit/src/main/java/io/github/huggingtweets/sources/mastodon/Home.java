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
 * The server of an account, and the account as this server describes it.
 *
 * @param server the server whose API has the account
 * @param domain the domain in the handles of the server's accounts
 * @param account the account as the server describes it
 */
record Home(MastodonServer server, String domain, JsonNode account) {

    private static final String PROFILE_PAGE = "http://webfinger.net/rel/profile-page";

    /**
     * Looks for an account on the server that its handle names. If that server does not have the API, it may name by
     * WebFinger (RFC 7033) the one that does, as {@code example.org} names {@code social.example.org}.
     *
     * @param handle the handle
     * @param addressOf finds the address of a host
     * @return the server and the account
     * @throws TweetSourceException if there is no such account on either server
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
            throw new TweetSourceException("@%s is on another server than %s; use its handle there: @%s."
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
            return Optional.empty(); // the first refusal of the server says more
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

    /** {@return the handle of an account with its server, which the API leaves out for accounts on the same server} */
    String fullHandle(JsonNode somebody) {
        String acct = somebody.path("acct").asText("");
        return acct.contains("@") ? acct : acct + "@" + domain;
    }
}
