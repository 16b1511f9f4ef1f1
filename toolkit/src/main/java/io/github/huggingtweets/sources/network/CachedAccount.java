package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Tweet;
import java.util.List;

/**
 * An account as the cache holds it.
 *
 * @param state whose tweets they are, when they were requested, and where the next page begins
 * @param tweets all tweets, in the order of {@code tweets.jsonl}
 */
record CachedAccount(CacheState state, List<Tweet> tweets) {

    CachedAccount {
        tweets = List.copyOf(tweets);
    }

    /**
     * {@return whether the network need not be asked: there are tweets, and the newest ones are {@linkplain CacheState#isComplete
     * complete}}
     *
     * @param atMost how many tweets are wanted
     */
    boolean holds(int atMost) {
        return state.tweets() > 0 && state.isComplete(atMost);
    }
}
