package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.http.CacheLocation;
import io.github.huggingtweets.http.Retries;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to download an account's tweets.
 *
 * @param mostTweets how many tweets to get at most, the newest ones
 * @param stopsAtRateLimit whether to end at a rate limit with the tweets downloaded so far, instead of waiting
 * @param cache the folder in which downloaded tweets are kept
 * @param retries how long to wait, and how often to try again
 */
public record DownloadSettings(int mostTweets, boolean stopsAtRateLimit, Path cache, Retries retries) {

    /** The number of tweets that X returns of an account, which is enough for a bot. */
    private static final int DEFAULT_MOST_TWEETS = 3_200;

    /** {@return 3,200 tweets at most, in the {@linkplain CacheLocation#standard() usual folder}, waiting at rate limits} */
    public static DownloadSettings standard() {
        return new DownloadSettings(DEFAULT_MOST_TWEETS, false, CacheLocation.standard(),
                new Retries(Duration.ofSeconds(1), TemporaryFailureException.LONGEST_RETRY_AFTER,
                        "The download was interrupted."));
    }
}
