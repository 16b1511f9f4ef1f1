/**
 * GPT-2 as a DJL block: configuration, tokenizer, checkpoints in the layout of Hugging Face, fused kernels, and sampling with
 * a key-value cache.
 *
 * <p>Knows no other package, and so nothing about tweets.
 */
package io.github.huggingtweets.gpt2;
