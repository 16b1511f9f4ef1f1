package io.github.huggingtweets.words;

/**
 * How often a term occurs.
 *
 * @param term the term in its most used form: {@code goose}, {@code #Goose}, {@code @ada}, an emoji, {@code Spanish}
 * @param tweets the number of tweets in which it occurs
 * @param uses the number of times that it occurs, which is higher if a tweet has it several times
 */
public record Frequency(String term, int tweets, long uses) {}
