/**
 * Measures how fast tweets are read, cleaned, counted and charted, and how fast copies of them are found:
 * {@code ./lab bench tweets}.
 */
package io.github.huggingtweets.benchmark.tweets;
