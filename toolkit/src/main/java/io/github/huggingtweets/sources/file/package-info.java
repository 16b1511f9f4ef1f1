/**
 * Files of tweets: CSV, TSV, JSON and JSON Lines, plain or gzipped, as the tools and collections of this world write them.
 *
 * <p>JSON is seen as a CSV file would be: a field within a field is a column whose name joins both, as in
 * {@code user.screen_name}. So one list of names,
 * {@link io.github.huggingtweets.sources.file.TweetField}, says what is what in all of them.
 */
package io.github.huggingtweets.sources.file;
