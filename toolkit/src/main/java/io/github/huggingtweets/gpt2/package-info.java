/**
 * GPT-2 as a DJL block: configuration, tokenizer, checkpoints in the layout of Hugging Face, fused kernels, and sampling with
 * a key-value cache.
 *
 * <p>Knows only the Hub that models come from, and so nothing about tweets.
 */
package io.github.huggingtweets.gpt2;
