/**
 * How a bot is shared with other people: its {@linkplain io.github.huggingtweets.sharing.ModelCard model card}, the
 * {@linkplain io.github.huggingtweets.sharing.BotPage page} about it, and the
 * {@linkplain io.github.huggingtweets.sharing.ShareLink link} that opens a generated tweet on X. It is below {@code bot}, which
 * writes card and page, and knows {@code corpus}, whose figures both name.
 */
package io.github.huggingtweets.sharing;
