/**
 * What some tweets of a table are chosen by, and the order in which they stand. {@link io.github.huggingtweets.tweets.Timeline} is
 * where people meet these filters; here they know nothing but tables.
 */
package io.github.huggingtweets.tweets.filter;
