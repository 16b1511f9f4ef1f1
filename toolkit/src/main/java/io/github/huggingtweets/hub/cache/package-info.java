/**
 * The Hub's cache on disk, as {@code huggingface_hub} lays it out: contents under {@code blobs} by their ETags, the files of a
 * commit as links to them under {@code snapshots}, what a branch or tag last was under {@code refs}, and which files a commit
 * does not have under {@code .no_exist}.
 */
package io.github.huggingtweets.hub.cache;
