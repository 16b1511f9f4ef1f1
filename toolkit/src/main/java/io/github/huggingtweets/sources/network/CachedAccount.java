package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Tweet;
import java.util.List;

/**
 * An account as the cache holds it.
 *
 * @param state whose tweets they are, from when, and where to go on
 * @param tweets all tweets, in the order in which they came
 */
record CachedAccount(CacheState state, List<Tweet> tweets) {

    CachedAccount {
        tweets = List.copyOf(tweets);
    }

    /**
     * {@return whether the newest tweets, so many of them, can be had without the network: there is no gap between them, and
     * there are enough of them or all that the account has}
     *
     * @param atMost how many tweets are wanted
     */
    boolean holds(int atMost) {
        return state.segments().size() == 1 && state.tweets() > 0
                && (state.tweets() >= atMost || state.newest().next().isEmpty());
    }
}
