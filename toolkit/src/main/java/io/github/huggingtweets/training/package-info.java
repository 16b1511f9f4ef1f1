/**
 * From a corpus to a bot: hyper-parameters, the data set of token blocks, the optimizer, and the loop.
 *
 * <p>Knows {@code corpus}, {@code gpt2}, {@code bot} and the line of a {@code terminal}.
 */
package io.github.huggingtweets.training;
