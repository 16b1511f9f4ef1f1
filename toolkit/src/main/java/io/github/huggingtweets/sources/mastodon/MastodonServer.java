package io.github.huggingtweets.sources.mastodon;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_GONE;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.network.Answer;
import io.github.huggingtweets.sources.network.WebApi;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A server with Mastodon's API. Its refusals become exceptions whose messages say what to do. */
final class MastodonServer {

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
     * @param path the path, with a leading slash
     * @param query the parameters, encoded
     * @param who the account, for messages
     * @return a successful answer
     * @throws TweetSourceException if the server refuses
     */
    Answer get(String path, String query, MastodonHandle who) {
        Answer answer = api.get(URI.create(address + path + "?" + query));
        if (answer.isSuccess()) {
            return answer;
        }
        String reason = answer.reason("error");
        // some servers send 422 instead of 401
        boolean login = answer.status() == HTTP_UNAUTHORIZED || reason.contains("authenticated user");
        throw new TweetSourceException(switch (login ? HTTP_UNAUTHORIZED : answer.status()) {
            case HTTP_UNAUTHORIZED ->
                "%s shows the posts of @%s only to those who are logged in%s; name an account on a server that"
                        .formatted(host, who, reason) + " shows them to everybody.";
            case HTTP_FORBIDDEN ->
                "%s does not let programs without a login read the posts of @%s%s; check whether a browser shows"
                        .formatted(host, who, reason) + " them, or name an account on another server.";
            case HTTP_NOT_FOUND ->
                "%s knows no @%s%s; check how the name and the server are written, and whether the account still"
                        .formatted(host, who, reason) + " exists.";
            case HTTP_GONE -> "@%s is gone: the account was deleted, or %s has suspended it for good%s; name another one."
                    .formatted(who, host, reason);
            default -> "%s refuses to answer about @%s, with the status %d%s; check whether %s shows the account in a browser."
                    .formatted(host, who, answer.status(), reason, host);
        });
    }

    TweetSourceException unreadable(MastodonHandle who) {
        return new TweetSourceException("The answer of %s about @%s is not as Mastodon's API defines it; is it a Mastodon server?"
                .formatted(host, who));
    }

    static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    static String decoded(String parameter) {
        return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
    }
}
