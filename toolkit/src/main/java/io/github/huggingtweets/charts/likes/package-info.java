/** What the chart of likes over time is made of: the tweets in order, and an axis of counts that may span powers of ten. */
package io.github.huggingtweets.charts.likes;
