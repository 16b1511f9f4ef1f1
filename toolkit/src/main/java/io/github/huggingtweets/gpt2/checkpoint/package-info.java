/**
 * The files that hold a model's weights: safetensors, and what {@code torch.save} writes, in one file or in several. All give the
 * same {@link io.github.huggingtweets.gpt2.checkpoint.Checkpoint}: tensors by name, read when asked for.
 */
package io.github.huggingtweets.gpt2.checkpoint;
