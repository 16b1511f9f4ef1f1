package io.github.huggingtweets.gpt2;

/**
 * The number format in which matrices are multiplied. In a training, the weights, their gradients, the sums of the hidden states
 * and the optimizer stay in float32, so that small changes of a weight are not lost.
 */
public enum Precision {

    /**
     * In a training, {@link #BFLOAT16} where a step is at least 1.3 times as fast with it: on NVIDIA's GPUs since Ampere, and on
     * processors that multiply matrices in bfloat16 at least 1.5 times as fast. Else {@link #FLOAT32}.
     */
    AUTOMATIC,

    /** Single precision, 32 bits. */
    FLOAT32,

    /** The range of float32 with eight bits of precision. Products are summed in float32. */
    BFLOAT16,

    /**
     * Eight-bit integers, with a scale for each row of a matrix. For generation alone: a single text on a CPU where Java computes
     * it, after a prompt in float32; other texts are generated in {@link #BFLOAT16}. A training refuses it.
     */
    INT8
}
