/**
 * The nouns that all sources of tweets share, and the contract of a source: it fills a
 * {@link io.github.huggingtweets.sources.TweetTable} with {@link io.github.huggingtweets.sources.Tweet}s of some
 * {@link io.github.huggingtweets.sources.Author}s, or throws a {@link io.github.huggingtweets.sources.TweetSourceException} that
 * says what to do.
 *
 * <p>Begin with {@code Tweet} and {@code TweetTable}. Each source is a package below this one. No source knows another one, a
 * timeline or a corpus. What several sources read or write in the same way is here, too: the time of a tweet ({@code TweetTime}),
 * the text of a retweet ({@code RetweetText}), the
 * description of damaged JSON ({@code JsonDamage}), and the reader of the records that a bot is saved with ({@code JsonRecord}).
 */
package io.github.huggingtweets.sources;
