/**
 * From a corpus to a bot: hyper-parameters, the data set of token blocks, the optimizer, and the loop.
 *
 * <p>Knows {@code corpus}, {@code gpt2} and {@code bot}.
 */
package io.github.huggingtweets.training;
