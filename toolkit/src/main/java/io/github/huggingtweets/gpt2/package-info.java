/**
 * GPT-2 (Radford et al. 2019): its configuration, its tokenizer, its weights in files, and its computation.
 *
 * <p>Begin with {@link io.github.huggingtweets.gpt2.Gpt2}, the model with its weights. The computation itself, forwards and
 * backwards, is the resource {@code gpt2.torchscript}, which PyTorch runs; {@code Kernels} calls it. On a CPU, {@code VectorDecoder}
 * computes what follows the prompt of a single text, in Java. Weights are read from
 * safetensors files and from files of {@code torch.save}, in the layout of Hugging Face. The package knows only the Hub that
 * models come from, and nothing about tweets.
 */
package io.github.huggingtweets.gpt2;
