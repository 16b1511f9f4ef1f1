/**
 * Writes archives of any size, to measure the toolkit with: tweets of random words whose figures are known, because
 * the generator counts them. Nothing here uses the toolkit's code for reading or cleaning.
 *
 * <p>A {@link io.github.huggingtweets.tweets.generated.TweetGenerator} makes tweets of a
 * {@link io.github.huggingtweets.tweets.generated.Vocabulary},
 * {@link io.github.huggingtweets.tweets.generated.TweetJson} writes them in the format of the site, and
 * {@link io.github.huggingtweets.tweets.generated.GeneratedArchive} into files. The same seed gives the same files.
 */
package io.github.huggingtweets.tweets.generated;
