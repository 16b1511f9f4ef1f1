package io.github.huggingtweets.tweets.file;

/** Which of two numbers is the day, in dates such as {@code 3/4/2020}. */
enum DateOrder {
    UNKNOWN,
    DAY_FIRST,
    MONTH_FIRST
}
