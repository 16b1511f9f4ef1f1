/**
 * Generation of texts with a GPT-2. Begin with {@link io.github.huggingtweets.gpt2.generation.Generator}, which continues a
 * prompt several times at once; {@link io.github.huggingtweets.gpt2.generation.Sampling} says how each token is chosen.
 */
package io.github.huggingtweets.gpt2.generation;
