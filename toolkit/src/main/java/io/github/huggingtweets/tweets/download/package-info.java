/**
 * How tweets come over the network, whatever the network is: page by page, with a cache on disk, patience at rate limits, and
 * progress that is shown in place. Each network is an {@link io.github.huggingtweets.tweets.download.Account} in a package of its
 * own.
 */
package io.github.huggingtweets.tweets.download;
