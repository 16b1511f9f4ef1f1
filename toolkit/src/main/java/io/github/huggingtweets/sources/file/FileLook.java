package io.github.huggingtweets.sources.file;

/**
 * What the beginning of a file shows.
 *
 * @param isLines whether it is JSON, not packed, in UTF-8, with a value in each line, so that {@link TweetLines} can read it from
 *         the beginning of any line on
 * @param hasTweets whether there are tweets
 * @param namesAuthors whether a tweet names its author, or the user said whose the tweets are
 * @param columns what the columns mean, with the forms of dates and numbers that the beginning shows
 */
public record FileLook(boolean isLines, boolean hasTweets, boolean namesAuthors, FileColumns columns) {}
