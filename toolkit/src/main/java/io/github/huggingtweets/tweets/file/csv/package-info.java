/** Files of columns, however these are told apart. */
package io.github.huggingtweets.tweets.file.csv;
