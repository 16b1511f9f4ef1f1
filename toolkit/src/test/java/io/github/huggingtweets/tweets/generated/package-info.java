/**
 * Writes archives of any size, to measure the toolkit with: tweets whose words come by chance, and of which it is known how many
 * there are of each sort, because they were made so. Nothing in here knows how the toolkit reads or cleans.
 *
 * <p>A {@link io.github.huggingtweets.tweets.generated.TweetGenerator} makes tweets of a
 * {@link io.github.huggingtweets.tweets.generated.Vocabulary},
 * {@link io.github.huggingtweets.tweets.generated.TweetJson} puts them into the site's form, and
 * {@link io.github.huggingtweets.tweets.generated.GeneratedArchive} into files. The same seed gives the same files.
 */
package io.github.huggingtweets.tweets.generated;
