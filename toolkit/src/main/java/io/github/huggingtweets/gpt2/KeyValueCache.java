package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys and values of the tokens that a model has seen, so that each new token costs one position only. The memory for all
 * tokens is taken at once.
 */
public final class KeyValueCache implements AutoCloseable {

    private static final String PARAMETER = "cache";

    private final NDManager manager;
    private final List<NDArray> keys = new ArrayList<>(); // a layer each: (B, H, T_max, S)
    private final List<NDArray> values = new ArrayList<>();
    private int length;

    /**
     * Takes the memory for a number of sequences.
     *
     * @param parent owns the cache
     * @param config the model's shape
     * @param batch the number of sequences, B
     * @param capacity the greatest number of tokens of each, T_max
     */
    public KeyValueCache(NDManager parent, Gpt2Config config, int batch, int capacity) {
        manager = parent.newSubManager();
        Shape shape = new Shape(batch, config.heads(), capacity, config.headSize());
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(manager.zeros(shape));
            values.add(manager.zeros(shape));
        }
    }

    private KeyValueCache(NDManager manager, int length) {
        this.manager = manager;
        this.length = length;
    }

    /**
     * Copies some of the sequences into a cache of their own.
     *
     * @param kernels do the copying
     * @param rows the sequences, by their place in the batch; one may come several times
     * @return the copy, which has the same parent
     */
    public KeyValueCache select(Kernels kernels, long... rows) {
        KeyValueCache copy = new KeyValueCache(manager.getParentManager().newSubManager(), length);
        NDArray indices = copy.manager.create(rows);
        for (int layer = 0; layer < keys.size(); layer++) {
            copy.keys.add(kernels.rows(indices, keys.get(layer)));
            copy.values.add(kernels.rows(indices, values.get(layer)));
        }
        return copy;
    }

    /** {@return the number of tokens held of each sequence} */
    int length() {
        return length;
    }

    NDArray keys(int layer) {
        return keys.get(layer);
    }

    NDArray values(int layer) {
        return values.get(layer);
    }

    void advance(long tokens) {
        length += Math.toIntExact(tokens);
    }

    /** {@return the way in which DJL hands a cache to the blocks} */
    PairList<String, Object> asParameter() {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add(PARAMETER, this);
        return parameters;
    }

    /** {@return the cache among a block's parameters, or null} */
    static KeyValueCache in(PairList<String, Object> parameters) {
        return parameters == null ? null : (KeyValueCache) parameters.get(PARAMETER);
    }

    @Override
    public void close() {
        manager.close();
    }
}
