package io.github.huggingtweets.words;

/**
 * How often something occurs.
 *
 * @param term what it is, in its most used form: {@code goose}, {@code #Goose}, {@code @ada}, an emoji, {@code Spanish}
 * @param tweets in how many tweets it occurs
 * @param uses how often it occurs; more than {@code tweets} where one tweet has it several times
 */
public record Frequency(String term, int tweets, long uses) {}
