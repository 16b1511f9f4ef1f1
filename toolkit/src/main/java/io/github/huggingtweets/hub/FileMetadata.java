package io.github.huggingtweets.hub;

import java.util.OptionalLong;

/**
 * What the Hub says about a file.
 *
 * @param commit the commit to which the revision points
 * @param etag names the content
 * @param size the number of bytes, if the Hub names it
 */
record FileMetadata(String commit, Etag etag, OptionalLong size) {}
