package io.github.huggingtweets.sources.file;

/** The order of day and month in dates such as {@code 3/4/2020}. */
enum DateOrder {
    /** No date of the file has shown it yet. */
    UNKNOWN,
    /** The 3rd of April. */
    DAY_FIRST,
    /** The 4th of March. */
    MONTH_FIRST
}
