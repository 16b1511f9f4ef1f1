/** Measures how fast tweets are read, cleaned, counted and charted: {@code ./lab bench tweets}. */
package io.github.huggingtweets.benchmark.tweets;
