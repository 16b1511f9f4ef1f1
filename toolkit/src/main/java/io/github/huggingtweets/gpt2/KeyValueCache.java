package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The keys and values of the tokens that a model has seen, so that only the new token of each sequence has to be computed. The
 * memory for all tokens of all sequences is allocated at once.
 */
public final class KeyValueCache implements AutoCloseable {

    private final NDManager manager;
    private final NDArray keysAndValues; // (L, 2, B, H, T_max, S)
    private final int mostSequences;
    private final int capacity;
    private int sequences;
    private int length;

    /**
     * Allocates a cache.
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
        mostSequences = batch;
        this.capacity = capacity;
        sequences = batch;
    }

    /**
     * Rearranges the sequences: the one at each place gets the tokens of the one at its source. A sequence that stays in its
     * place is not copied.
     *
     * @param sources for each place, from the first on, the place of the sequence that continues there; the same one may continue
     *         in several places. As many sequences remain.
     */
    public void select(int... sources) {
        sequences = sources.length;
        long[] moved = IntStream.range(0, sources.length).filter(i -> sources[i] != i).asLongStream().toArray();
        if (moved.length == 0) {
            return;
        }
        long[] from = Arrays.stream(moved).map(i -> sources[(int) i]).toArray();
        try (NDManager step = manager.newSubManager()) {
            Kernels.move(keysAndValues, step.create(moved), step.create(from), length);
        }
    }

    /** {@return the number of tokens of each sequence} */
    int length() {
        return length;
    }

    /** {@return the number of sequences} */
    int sequences() {
        return sequences;
    }

    /** {@return the greatest number of sequences} */
    int mostSequences() {
        return mostSequences;
    }

    /** {@return the greatest number of tokens of each sequence} */
    int capacity() {
        return capacity;
    }

    NDArray keysAndValues() {
        return keysAndValues;
    }

    /** Records that so many sequences remain, and that each has so many more tokens. */
    void advance(int batch, int tokens) {
        sequences = batch;
        length += tokens;
    }

    @Override
    public void close() {
        manager.close();
    }
}
