/**
 * Counts what the texts of a timeline contain: {@link io.github.huggingtweets.words.Words} counts words, hashtags, mentions,
 * emoji and languages, and {@link io.github.huggingtweets.words.TypicalWords} finds the words that set two people apart.
 *
 * <p>All rules are those of Unicode, and so work for every script. Retweets, which somebody else wrote, never count.
 * {@code WordFinder} cuts texts into words, {@code Entities} and {@code Emoji} find the rest, and {@code Tally} counts in bounded
 * memory.
 */
package io.github.huggingtweets.words;
