/**
 * What is in the texts of a timeline: {@link io.github.huggingtweets.words.Words} counts words, hashtags, mentions, emoji
 * and languages, and {@link io.github.huggingtweets.words.TypicalWords} tells which words set two people apart.
 *
 * <p>Everything goes by Unicode and so for every script; retweets, which are not the person's own words, never count.
 */
package io.github.huggingtweets.words;
