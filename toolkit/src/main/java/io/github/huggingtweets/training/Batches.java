package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Blocks of tokens by several at a time. All of them are brought to the device at once, since each copy to a GPU waits until it
 * has done everything before.
 *
 * @param blocks all blocks, (N, T) int64
 * @param size the number of blocks in a batch; the last batch may have fewer
 */
record Batches(NDArray blocks, int size) {

    /**
     * {@return the batches of some blocks}
     *
     * @param blocks the blocks
     * @param size the number of blocks in a batch
     * @param manager owns the copy on its device
     */
    static Batches of(TokenBlocks blocks, int size, NDManager manager) {
        long[] whole = Arrays.copyOf(blocks.tokens(), blocks.count() * blocks.length());
        return new Batches(manager.create(whole, new Shape(blocks.count(), blocks.length())), size);
    }

    /** {@return the number of batches} */
    int count() {
        return Math.toIntExact((blocks.getShape().get(0) + size - 1) / size);
    }

    /** {@return the number of blocks in some batches, from the first up to but not including the end} */
    long blocksIn(int first, int end) {
        return Math.min((long) end * size, blocks.getShape().get(0)) - (long) first * size;
    }

    /**
     * {@return a batch, (B, T) int64, which is a view of the blocks}
     *
     * @param index its number, from 0
     * @param manager owns the view
     */
    NDArray get(int index, NDManager manager) {
        long first = (long) index * size;
        return blocks.get(manager, new NDIndex().addSliceDim(first, first + blocksIn(index, index + 1)));
    }
}
