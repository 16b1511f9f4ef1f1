/**
 * From a corpus to a bot: a fine-tuner with its hyper-parameters, and how it tells of its progress.
 *
 * <p>Knows {@code corpus}, {@code gpt2}, {@code bot} and the line of a {@code terminal}.
 */
package io.github.huggingtweets.training;
