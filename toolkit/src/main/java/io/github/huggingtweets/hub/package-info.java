/**
 * Downloads from the Hugging Face Hub, into the cache that Python's {@code huggingface_hub} uses, so that neither downloads what
 * the other has.
 *
 * <p>{@link io.github.huggingtweets.hub.Hub} finds out which commit a revision is, and gives a
 * {@link io.github.huggingtweets.hub.Snapshot} of it, whose files are fetched by name; begin reading there.
 * {@code RepositoryCache} knows the layout of the cache, {@code HubConnection} the protocol, {@code SnapshotDownload} brings both
 * together.
 *
 * <p>Knows {@code http} and {@code progress}, but neither models nor tweets.
 */
package io.github.huggingtweets.hub;
