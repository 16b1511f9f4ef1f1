/**
 * Somebody's tweets from any source: a {@link io.github.huggingtweets.tweets.Timeline} over a Tablesaw table, with filters, and
 * {@code clean()}, which makes a corpus. Begin with {@code Timeline}; {@code View} applies filters once, and only when needed.
 *
 * <p>This package is the roof over all sources, and the only one that knows them all. A new network is a new package below
 * {@code sources} with an {@link io.github.huggingtweets.sources.network.Account} and a
 * {@link io.github.huggingtweets.sources.network.Network}, and one line in {@code AccountChoice}: then
 * {@code Timeline.of(handle)} finds it, and {@link io.github.huggingtweets.tweets.Download} caches, waits, retries and refreshes.
 * A new kind of file is a package that returns a {@link io.github.huggingtweets.sources.TweetTable}, and one method of
 * {@code Timeline}.
 */
package io.github.huggingtweets.tweets;
