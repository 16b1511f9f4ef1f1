/**
 * Measures GPT-2 beside {@code transformers}, each side in a process of its own, with the same weights, tokens and number of
 * threads: {@code ./lab bench model}.
 */
package io.github.huggingtweets.benchmark.model;
