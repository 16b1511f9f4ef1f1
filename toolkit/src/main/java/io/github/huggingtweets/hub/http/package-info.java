/**
 * The Hub's protocol: what it says of a file in the headers of {@code HEAD}, the file itself wherever it redirects to, and its
 * ways of refusing.
 */
package io.github.huggingtweets.hub.http;
