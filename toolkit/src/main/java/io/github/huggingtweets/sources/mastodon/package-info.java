/**
 * Mastodon, and the servers that speak its API: the public posts of an account, asked for without a key from the server that the
 * account lives on. What the API has in HTML becomes plain text, as it would have been typed.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/accounts/">the API</a>
 */
package io.github.huggingtweets.sources.mastodon;
