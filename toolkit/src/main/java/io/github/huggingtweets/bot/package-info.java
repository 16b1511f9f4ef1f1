/**
 * A fine-tuned model together with its tokenizer and the record of the run that made it: generates tweets, is saved and loaded.
 *
 * <p>Knows {@code corpus}, {@code gpt2} and {@code sharing}.
 */
package io.github.huggingtweets.bot;
