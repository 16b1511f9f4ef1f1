/** The steps of a training: blocks of tokens, the optimizer, and the loop around them. */
package io.github.huggingtweets.training.loop;
