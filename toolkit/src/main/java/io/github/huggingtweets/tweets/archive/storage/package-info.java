/**
 * How the files of an archive are stored: in a folder, or in a ZIP, which is read in place.
 *
 * <p>Nothing is ever written, so that no name in a ZIP can lead anywhere; names that try to are not seen at all.
 */
package io.github.huggingtweets.tweets.archive.storage;
