/**
 * Mastodon, and other servers with its API: the public posts of an account, read without a key from the account's own server. The
 * HTML of the API becomes plain text. Begin reading with {@link io.github.huggingtweets.sources.mastodon.MastodonAccount}.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/accounts/">the API</a>
 */
package io.github.huggingtweets.sources.mastodon;
