/**
 * What a tweet is, whose it is, and what every source of tweets hands over: a
 * {@link io.github.huggingtweets.sources.TweetTable}, or a {@link io.github.huggingtweets.sources.TweetSourceException} that says
 * what to do.
 *
 * <p>Each source has a package of its own below this one. None of them knows another one, a timeline or a corpus. What several
 * sources read or write in the same way is here, too: the time of a tweet (TweetTime), the text of a retweet (RetweetText), and
 * the description of damaged JSON (JsonDamage).
 */
package io.github.huggingtweets.sources;
