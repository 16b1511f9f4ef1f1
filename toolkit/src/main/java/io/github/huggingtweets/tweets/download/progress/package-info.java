/** What a download tells of itself while it goes on, and how a terminal shows it. */
package io.github.huggingtweets.tweets.download.progress;
