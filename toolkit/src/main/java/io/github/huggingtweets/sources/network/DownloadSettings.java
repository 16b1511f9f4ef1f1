package io.github.huggingtweets.sources.network;

import java.nio.file.Path;

/**
 * How to download an account's tweets.
 *
 * @param mostTweets how many tweets to get at most, the newest ones
 * @param stopsAtRateLimit whether to end with what is there where the network wants to be asked later, instead of waiting
 * @param cache the folder in which downloaded tweets are kept
 * @param patience how long to wait, and how often to try again
 */
public record DownloadSettings(int mostTweets, boolean stopsAtRateLimit, Path cache, Patience patience) {}
