/**
 * Downloads an account's tweets from any network: page by page, with a cache on disk, waiting at rate limits, and showing
 * progress.
 *
 * <p>Each network is an {@link io.github.huggingtweets.sources.network.Account} in a package of its own, which asks for one page
 * and translates it; most use {@link io.github.huggingtweets.sources.network.WebApi} for that. Begin reading with
 * {@link io.github.huggingtweets.sources.network.AccountDownload}, which asks for the pages from newer to older tweets and keeps
 * each on disk before it asks for the next. A new network is a new package beside this one and a line in
 * {@code tweets.AccountChoice}.
 */
package io.github.huggingtweets.sources.network;
