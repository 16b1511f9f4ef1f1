/**
 * Downloads from the Hugging Face Hub, into the cache that Python's {@code huggingface_hub} uses, so that neither downloads what
 * the other has.
 *
 * <p>{@link io.github.huggingtweets.hub.Hub} finds out which commit a revision is, and gives a
 * {@link io.github.huggingtweets.hub.Snapshot} of it, whose files are fetched by name. What is kept where is the business of
 * {@code hub.cache}, how the Hub is spoken to that of {@code hub.http}.
 *
 * <p>Knows no other package but the line of a terminal, and so neither models nor tweets.
 */
package io.github.huggingtweets.hub;
