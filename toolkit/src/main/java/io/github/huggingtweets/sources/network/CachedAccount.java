package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Tweet;
import java.util.List;

/**
 * An account as the cache holds it.
 *
 * @param state whose tweets they are, when they were asked for, and where the next page begins
 * @param tweets all tweets, in the order in which they came
 */
record CachedAccount(CacheState state, List<Tweet> tweets) {

    CachedAccount {
        tweets = List.copyOf(tweets);
    }

    /**
     * {@return whether the newest tweets can be read without the network: there is no gap between them, and there are as many as
     * are wanted, or all that the account has}
     *
     * @param atMost how many tweets are wanted
     */
    boolean holds(int atMost) {
        return state.segments().size() == 1 && state.tweets() > 0
                && (state.tweets() >= atMost || state.newest().next().isEmpty());
    }
}
