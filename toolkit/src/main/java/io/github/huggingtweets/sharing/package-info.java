/**
 * What other people see of a bot: the model card.
 *
 * <p>Knows {@code corpus}, whose authors and figures a card names.
 */
package io.github.huggingtweets.sharing;
