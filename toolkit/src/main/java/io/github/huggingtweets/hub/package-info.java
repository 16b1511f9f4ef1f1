/**
 * Downloads from the Hugging Face Hub, into the cache that Python's {@code huggingface_hub} uses, so that neither downloads a
 * file that the other has; and uploads to it.
 *
 * <p>Begin with {@link io.github.huggingtweets.hub.Hub}: it finds the commit of a revision and returns a
 * {@link io.github.huggingtweets.hub.Snapshot}, which downloads files by their names. {@code RepositoryCache} knows the layout of
 * the cache, {@code HubConnection} the protocol, and {@code SnapshotDownload} uses both.
 *
 * <p>{@code FolderUpload} uploads a folder and returns what is {@link io.github.huggingtweets.hub.Published}.
 * {@code UploadConnection} knows the protocol, and {@code LargeUpload} remembers which parts of a large file have arrived.
 *
 * <p>Knows {@code http} and {@code progress}, but neither models nor tweets.
 */
package io.github.huggingtweets.hub;
