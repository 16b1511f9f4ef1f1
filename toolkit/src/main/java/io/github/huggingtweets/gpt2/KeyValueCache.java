package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The keys and values of the tokens that a model has seen, so that each new token costs one position only. The memory for all
 * tokens of all sequences, and that in which the next token of each is computed and scored, is taken at once.
 */
public final class KeyValueCache implements AutoCloseable {

    private final NDManager manager;
    private final NDArray keysAndValues; // (L, 2, B, H, T_max, S)
    private final List<NDArray> space; // (B, C), (B, 3 C) and (B, inner size)
    private final NDArray scores; // (B, V)
    private int sequences;
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
        space = LongStream.of(config.hiddenSize(), 3L * config.hiddenSize(), config.innerSize())
                .mapToObj(size -> manager.create(new Shape(batch, size))).toList();
        scores = manager.create(new Shape(batch, config.vocabularySize()));
        sequences = batch;
    }

    /**
     * Lets sequences go on from others: the one at a place takes over the tokens of the one at its source. Those that stay where
     * they are cost nothing.
     *
     * @param sources for each of the sequences that are to go on, the place of the one that it continues; one may come several
     *         times
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

    /** {@return the number of tokens held of each sequence} */
    int length() {
        return length;
    }

    /** {@return the number of sequences that go on} */
    int sequences() {
        return sequences;
    }

    NDArray keysAndValues() {
        return keysAndValues;
    }

    List<NDArray> space() {
        return space;
    }

    NDArray scores() {
        return scores;
    }

    /** So many sequences have so many tokens more. */
    void advance(int batch, int tokens) {
        sequences = batch;
        length += tokens;
    }

    @Override
    public void close() {
        manager.close();
    }
}
