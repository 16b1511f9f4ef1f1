package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A stream of tokens, cut into blocks of one length; what is left over at the end is dropped.
 *
 * @param tokens the stream
 * @param length the number of tokens in a block, T
 */
record TokenBlocks(long[] tokens, int length) {

    /** {@return the number of whole blocks} */
    int count() {
        return tokens.length / length;
    }

    /** {@return the number of batches of the given size, a last smaller one included} */
    int batches(int batchSize) {
        return (count() + batchSize - 1) / batchSize;
    }

    /** {@return the number of blocks in some batches, from the first up to but not including the end} */
    int inBatches(int first, int end, int batchSize) {
        return Math.min(end * batchSize, count()) - first * batchSize;
    }

    /**
     * {@return a batch of blocks, (B, T) int64, where the last batch may have fewer blocks}
     *
     * @param index the number of the batch, from 0
     * @param batchSize the number of blocks in a batch
     * @param manager owns the result
     */
    NDArray batch(int index, int batchSize, NDManager manager) {
        int first = index * batchSize;
        int blocks = Math.min(batchSize, count() - first);
        long[] part = Arrays.copyOfRange(tokens, first * length, (first + blocks) * length);
        return manager.create(part, new Shape(blocks, length));
    }
}
