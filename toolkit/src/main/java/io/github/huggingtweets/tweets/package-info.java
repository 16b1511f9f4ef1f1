/**
 * Where tweets come from: a {@link io.github.huggingtweets.tweets.Timeline} over a Tablesaw table, and one class for each source.
 *
 * <p>Knows {@code corpus}, into which a timeline is cleaned; nothing about models.
 */
package io.github.huggingtweets.tweets;
