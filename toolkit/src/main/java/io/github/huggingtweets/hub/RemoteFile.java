package io.github.huggingtweets.hub;

/**
 * A file of a commit on the Hub.
 *
 * @param name its path in the repository
 * @param size its size in bytes
 * @param isLarge whether it is stored as a large file
 * @param etag the SHA-256 of a large file, git's SHA-1 of any other
 */
record RemoteFile(String name, long size, boolean isLarge, Etag etag) {}
