/**
 * A fine-tuned model together with its tokenizer and the record of the training that made it. Begin with
 * {@link io.github.huggingtweets.bot.Bot}, which generates tweets and is saved and loaded; {@code BotFolder} is a bot on disk,
 * {@link io.github.huggingtweets.bot.Run} the record, and {@link io.github.huggingtweets.bot.Runs} compares the records below a
 * folder.
 *
 * <p>Knows {@code corpus}, {@code gpt2}, {@code sharing} and {@code tracking}.
 */
package io.github.huggingtweets.bot;
