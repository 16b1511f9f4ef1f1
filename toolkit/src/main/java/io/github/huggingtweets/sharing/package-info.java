/**
 * How a bot is shared with other people: its {@linkplain io.github.huggingtweets.sharing.ModelCard model card}, and the
 * {@linkplain io.github.huggingtweets.sharing.ShareLink link} that opens a generated tweet on X. It is below {@code bot}, which
 * writes the card, and knows {@code corpus}, whose figures the card names.
 */
package io.github.huggingtweets.sharing;
