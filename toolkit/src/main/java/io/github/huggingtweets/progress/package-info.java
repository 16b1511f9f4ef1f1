/**
 * How something that takes long tells how far it has come: trainings, downloads from the Hub, downloads of tweets.
 *
 * <p>Each of them makes a {@link io.github.huggingtweets.progress.Progress} again and again and hands it to a
 * {@link io.github.huggingtweets.progress.ProgressListener}: a line in a terminal, a bar in a notebook, or the caller's own.
 * Knows no other package.
 */
package io.github.huggingtweets.progress;
