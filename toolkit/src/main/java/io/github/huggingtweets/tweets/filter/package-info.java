/**
 * What some tweets of a table are chosen by, and the order in which they stand. People meet these filters as the methods of
 * {@link io.github.huggingtweets.tweets.Timeline}; here they know nothing but tables.
 */
package io.github.huggingtweets.tweets.filter;
