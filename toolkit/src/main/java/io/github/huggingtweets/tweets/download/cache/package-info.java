/**
 * What was downloaded, on disk: a folder for each account, with its tweets as JSON Lines in {@code tweets.jsonl} and, in
 * {@code account.json}, whose they are, from when, and where to go on.
 */
package io.github.huggingtweets.tweets.download.cache;
