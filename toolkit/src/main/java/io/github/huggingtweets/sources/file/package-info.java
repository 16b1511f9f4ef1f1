/**
 * Reads files of tweets: CSV, TSV, JSON and JSON Lines, plain or gzipped, as many tools and collections write them.
 *
 * <p>Begin with {@link io.github.huggingtweets.sources.file.TweetFile}. It unpacks and decodes a file (FileContent, DecodedText),
 * reads it as columns (CsvFile, CsvDialect, CsvRows) or as JSON (JsonFile, JsonTweets), and collects the tweets (TweetCollector).
 * Nearly all lines of JSON are so plain that PlainJson reads them; JacksonReader reads the others, and finds out what is wrong.
 *
 * <p>JSON is read as if it were CSV: a field within a field is a column whose name joins both, as in {@code user.screen_name}. So
 * one list of names, TweetField, says what the columns mean in all forms, and {@link
 * io.github.huggingtweets.sources.file.FileColumns} lets a user name others.
 */
package io.github.huggingtweets.sources.file;
