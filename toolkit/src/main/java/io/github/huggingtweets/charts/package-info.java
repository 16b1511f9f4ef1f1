/**
 * All charts as static methods, for notebooks that begin with what is to be drawn. Each method hands on to the {@code chart()} of
 * the timeline, the corpus, the run or the search that it is given; what is drawn there, {@code drawing} draws.
 */
package io.github.huggingtweets.charts;
