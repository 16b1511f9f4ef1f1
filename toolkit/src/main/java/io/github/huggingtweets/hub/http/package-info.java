/**
 * The Hub's protocol: what it says of a file in the headers of {@code HEAD}, and the file itself, wherever it redirects to. Its
 * ways of refusing are in {@code hub.http.failure}.
 */
package io.github.huggingtweets.hub.http;
