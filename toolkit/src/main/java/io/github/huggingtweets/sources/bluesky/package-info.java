/**
 * Public accounts of Bluesky, through the AppView that answers everybody: {@code app.bsky.actor.getProfile} and
 * {@code app.bsky.feed.getAuthorFeed}. No key is needed.
 */
package io.github.huggingtweets.sources.bluesky;
