/** Files of JSON, of which nothing is kept but the values that mean something. */
package io.github.huggingtweets.tweets.file.json;
