/**
 * From a corpus to a bot: a fine-tuner with its hyper-parameters, and how it tells of its progress.
 *
 * <p>Knows {@code corpus}, {@code gpt2}, {@code bot} and {@code progress}.
 */
package io.github.huggingtweets.training;
