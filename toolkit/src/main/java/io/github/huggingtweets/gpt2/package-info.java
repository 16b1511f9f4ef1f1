/**
 * GPT-2: configuration, tokenizer, checkpoints in the layout of Hugging Face, the computation forwards and backwards, and
 * sampling with a key-value cache.
 *
 * <p>Knows only the Hub that models come from, and so nothing about tweets.
 */
package io.github.huggingtweets.gpt2;
