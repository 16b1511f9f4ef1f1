/**
 * Public accounts of Bluesky, through its public AppView: {@code app.bsky.actor.getProfile} and
 * {@code app.bsky.feed.getAuthorFeed}. No key is needed.
 */
package io.github.huggingtweets.sources.bluesky;
