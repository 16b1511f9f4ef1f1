/** Why a file does not come, in words for a person: what the Hub means by its refusals, and what a connection fails of. */
package io.github.huggingtweets.hub.http.failure;
