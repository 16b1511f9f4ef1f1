package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The gradients of a model's loss with respect to those of its weights that learn. Their memory is taken once. What lies below
 * the lowest weight that learns costs no way back.
 */
public final class Gradients implements AutoCloseable {

    private final Gpt2 model;
    private final NDManager manager;
    private final Map<String, NDArray> byName = new LinkedHashMap<>();
    private final List<NDArray> all = new ArrayList<>(); // in the order of the weights, empty where one does not learn
    private final boolean half;
    private boolean empty = true;

    /**
     * Takes the memory for gradients that are computed in float32.
     *
     * @param model the model, which stays the caller's
     * @param learns says of a weight, by its name in the checkpoints, whether it learns
     */
    public Gradients(Gpt2 model, Predicate<String> learns) {
        this(model, learns, false);
    }

    /**
     * Takes the memory.
     *
     * @param model the model, which stays the caller's
     * @param learns says of a weight, by its name in the checkpoints, whether it learns
     * @param half whether matrices are multiplied in bfloat16; the gradients are float32 all the same
     */
    public Gradients(Gpt2 model, Predicate<String> learns, boolean half) {
        this.model = model;
        this.half = half;
        manager = model.manager().newSubManager();
        NDArray none = manager.create(new Shape(0));
        model.weights().forEach((name, weight) -> {
            if (learns.test(name)) {
                byName.put(name, manager.create(weight.getShape()));
            }
            all.add(byName.getOrDefault(name, none));
        });
    }

    /**
     * Computes a loss, with the model's dropout, and adds its gradients to those that are there.
     *
     * @param tokens (B, T) int64, with T at least 2
     * @param share what the gradients are multiplied with
     * @return the mean cross-entropy of predicting each token but the first from those before it: a scalar in nats, owned by the
     *         manager of the tokens
     */
    public NDArray add(NDArray tokens, double share) {
        Gpt2Config config = model.config();
        double[] dropouts = {config.embeddingDropout(), config.attentionDropout(), config.residualDropout()};
        try {
            return Kernels.call(tokens.getManager(), "learn", tokens, model.weights().values(), all,
                    config.heads(), config.layerNormEpsilon(), dropouts, share, empty, half);
        } finally {
            empty = false;
            Reference.reachabilityFence(model); // its weights are in use to the end
        }
    }

    /** Forgets what has been added. */
    public void clear() {
        empty = true;
    }

    /** {@return the gradients of the weights that learn, by the weights' names} */
    public Map<String, NDArray> byName() {
        return byName;
    }

    @Override
    public void close() {
        manager.close();
    }
}
