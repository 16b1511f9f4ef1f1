package io.github.huggingtweets.sources.x;

import io.github.huggingtweets.sources.x.XKeys.Key;
import twitter4j.HttpRequest;
import twitter4j.auth.Authorization;

/** A bearer token as X shows it, with its escapes, which twitter4j would escape again. */
final class BearerToken implements Authorization {

    private static final long serialVersionUID = 1L;

    private final transient XKeys keys;

    BearerToken(XKeys keys) {
        this.keys = keys;
    }

    @Override
    public String getAuthorizationHeader(HttpRequest request) {
        return "Bearer " + keys.value(Key.BEARER_TOKEN);
    }

    @Override
    public boolean isEnabled() {
        return true;
    }
}
