package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The keys and values of the tokens that a model has seen, so that each new token costs one position only. The memory for all
 * tokens of all sequences is taken at once.
 */
public final class KeyValueCache implements AutoCloseable {

    private final NDManager manager;
    private final NDArray keysAndValues; // (L, 2, B, H, T_max, S)
    private int length;

    /**
     * Takes the memory for a number of sequences.
     *
     * @param parent owns the cache
     * @param config the shape of the model that will fill it
     * @param batch the greatest number of sequences, B
     * @param capacity the greatest number of tokens of each, T_max
     */
    public KeyValueCache(NDManager parent, Gpt2Config config, int batch, int capacity) {
        manager = parent.newSubManager();
        keysAndValues = manager.create(
                new Shape(config.layers(), 2, batch, config.heads(), capacity, config.headSize()));
    }

    /**
     * Lets sequences go on from others: the one at a place takes over the tokens of the one at its source. Those that stay where
     * they are cost nothing.
     *
     * @param sources for each of the sequences that are to go on, the place of the one that it continues; one may come several
     *         times
     */
    public void select(int... sources) {
        long[] moved = IntStream.range(0, sources.length).filter(i -> sources[i] != i).asLongStream().toArray();
        if (moved.length == 0) {
            return;
        }
        long[] from = Arrays.stream(moved).map(i -> sources[(int) i]).toArray();
        try (NDManager step = manager.newSubManager()) {
            Kernels.call(step, "move", keysAndValues, step.create(moved), step.create(from), length);
        }
    }

    /** {@return the number of tokens held of each sequence} */
    int length() {
        return length;
    }

    NDArray keysAndValues() {
        return keysAndValues;
    }

    void advance(long tokens) {
        length += Math.toIntExact(tokens);
    }

    @Override
    public void close() {
        manager.close();
    }
}
