package io.github.huggingtweets.tweets.download.cache;

import io.github.huggingtweets.tweets.TweetSourceException;

/** The files of an account in the cache are not as the toolkit wrote them. */
public final class DamagedCacheException extends TweetSourceException {

    DamagedCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
