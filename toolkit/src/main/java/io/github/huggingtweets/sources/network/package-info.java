/**
 * How tweets come over the network, whatever the network is: page by page, with a cache on disk, patience at rate limits, and
 * progress that is shown in place.
 *
 * <p>Each network is an {@link io.github.huggingtweets.sources.network.Account} in a package of its own, which asks for one page
 * and translates it. {@link io.github.huggingtweets.sources.network.AccountDownload} walks through the pages of an
 * account from newer to older tweets, keeps each page on disk before it asks for the next, waits and tries again, and tells a
 * {@link io.github.huggingtweets.progress.ProgressListener}.
 */
package io.github.huggingtweets.sources.network;
