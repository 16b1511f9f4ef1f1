package io.github.huggingtweets.sources.mastodon;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Answer;
import io.github.huggingtweets.sources.network.WebApi;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A server, which says in a sentence why it refuses. */
final class MastodonServer {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final String host;
    private final URI address;
    private final WebApi api;

    MastodonServer(String host, URI address) {
        this.host = host;
        this.address = address;
        this.api = new WebApi(host);
    }

    String host() {
        return host;
    }

    /**
     * Asks about an account.
     *
     * @param path the path, with a slash before
     * @param query the parameters, encoded
     * @param who whom it is about, for messages
     * @throws TweetSourceException if the server refuses
     */
    Answer get(String path, String query, MastodonHandle who) {
        Answer answer = api.get(URI.create(address + path + "?" + query));
        if (answer.isSuccess()) {
            return answer;
        }
        String reason = answer.reason("error");
        boolean login = answer.status() == UNAUTHORIZED || reason.contains("authenticated user"); // some give that the status 422
        throw new TweetSourceException(switch (login ? UNAUTHORIZED : answer.status()) {
            case UNAUTHORIZED -> "%s shows the posts of @%s only to those who are logged in%s; name an account on a server that"
                    .formatted(host, who, reason) + " shows them to everybody.";
            case FORBIDDEN -> "%s does not let programs without a login read the posts of @%s%s; look whether a browser shows"
                    .formatted(host, who, reason) + " them, or name an account on another server.";
            case NOT_FOUND -> "%s knows no @%s%s; look how the name and the server are written, and whether the account still"
                    .formatted(host, who, reason) + " exists.";
            case GONE -> "@%s is gone: the account was deleted, or %s has suspended it for good%s; name another one."
                    .formatted(who, host, reason);
            default -> "%s refuses to tell of @%s, with the status %d%s; look whether %s shows the account in a browser."
                    .formatted(host, who, answer.status(), reason, host);
        });
    }

    TweetSourceException unreadable(MastodonHandle who) {
        return new TweetSourceException("The answer of %s about @%s is not as Mastodon's API has it; is it a Mastodon server?"
                .formatted(host, who));
    }

    static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    static String decoded(String parameter) {
        return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
    }
}
