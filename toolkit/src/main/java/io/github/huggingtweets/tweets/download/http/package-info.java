/** HTTP as the open APIs of networks speak it: JSON, rate limits, and servers that are out of order. */
package io.github.huggingtweets.tweets.download.http;
