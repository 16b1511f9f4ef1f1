package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;

/** The files of an account in the cache are not as the toolkit wrote them. */
public final class DamagedCacheException extends TweetSourceException {

    DamagedCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
