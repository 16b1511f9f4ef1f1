/**
 * All charts as static methods, for code that reads {@code Charts.words(timeline)}. Each method calls the {@code chart()} of its
 * timeline, corpus, run or search; the package {@code drawing} draws them.
 */
package io.github.huggingtweets.charts;
