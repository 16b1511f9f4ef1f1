package io.github.huggingtweets.hub;

import java.util.OptionalLong;

/**
 * What the Hub says of a file.
 *
 * @param commit the commit that the revision is
 * @param etag names the content
 * @param size its number of bytes, where the Hub says so
 */
record FileMetadata(String commit, Etag etag, OptionalLong size) {}
