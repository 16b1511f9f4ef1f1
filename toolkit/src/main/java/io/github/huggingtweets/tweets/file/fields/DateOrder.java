package io.github.huggingtweets.tweets.file.fields;

/** Which of two numbers is the day, in dates such as {@code 3/4/2020}. */
public enum DateOrder {
    UNKNOWN,
    DAY_FIRST,
    MONTH_FIRST
}
