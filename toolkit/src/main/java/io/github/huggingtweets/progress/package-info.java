/**
 * The progress of long activities: trainings, downloads from the Hub, downloads of tweets.
 *
 * <p>At each change, an activity passes a {@link io.github.huggingtweets.progress.Progress} to a
 * {@link io.github.huggingtweets.progress.ProgressListener}: a line in a terminal, a bar in a notebook, or the caller's own. This
 * package knows no other.
 */
package io.github.huggingtweets.progress;
