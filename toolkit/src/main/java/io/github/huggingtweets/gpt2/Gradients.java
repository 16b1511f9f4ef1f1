package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The gradients of a model's loss with respect to those of its weights that learn. Their memory is allocated once. The backward
 * pass ends at the lowest layer with a weight that learns.
 */
public final class Gradients implements AutoCloseable {

    private final Gpt2 model;
    private final NDManager manager;
    private final Map<String, NDArray> byName = new LinkedHashMap<>();
    private final List<NDArray> all = new ArrayList<>(); // in the order of the weights, empty where one does not learn
    private final List<NDArray> halves; // memory for weights in bfloat16, which DJL does not know
    private final Products products;
    private boolean empty = true;

    /**
     * Allocates gradients.
     *
     * @param model the model, which the caller closes
     * @param learns whether the weight with a name learns; the names are those of {@link Gpt2#weights()}
     * @param products how matrices are multiplied; the gradients are float32 in any case
     */
    public Gradients(Gpt2 model, Predicate<String> learns, Products products) {
        this.model = model;
        this.products = products;
        manager = model.manager().newSubManager();
        NDArray none = manager.create(new Shape(0));
        model.weights().forEach((name, weight) -> {
            if (learns.test(name)) {
                byName.put(name, manager.create(weight.getShape()));
            }
            all.add(byName.getOrDefault(name, none));
        });
        halves = products == Products.BFLOAT16
                ? model.weights().values().stream()
                        .map(weight -> manager.create(new Shape(Short.BYTES * weight.size()), DataType.INT8)).toList()
                : List.of();
    }

    /**
     * Computes a loss, with the model's dropout, and adds its gradients to those that have been added before.
     *
     * @param tokens (B, T) int64, with T at least 2
     * @param share the factor by which the gradients are multiplied
     * @param seed decides what is dropped, whatever else this process computes
     * @return the mean cross-entropy of predicting each token but the first from those before it: a scalar in nats, owned by the
     *         manager of the tokens
     */
    public NDArray add(NDArray tokens, double share, long seed) {
        try {
            return Kernels.learn(model, all, halves, tokens, share, empty, products, seed);
        } finally {
            empty = false;
        }
    }

    /**
     * Takes one step of AdamW (Loshchilov and Hutter 2019) with the gradients that have been added, and clears them. The weights
     * that learn and the state of the optimizer are changed in place, in one native call for all of them together.
     *
     * @param means the running mean of the gradients of each weight that learns, in the order of {@link #byName()}
     * @param variances the running means of the squares of the gradients, in the same order
     * @param steps the number of steps taken before, a float32 scalar for each of those weights
     * @param learningRate the learning rate of this step
     * @param beta1 how much of the running mean of the gradients stays
     * @param beta2 how much of the running mean of their squares stays
     * @param epsilon what is added to the root of the mean square
     * @param weightDecay the part of each weight that is taken away, times the learning rate
     * @param maxNorm the length of all gradients together, to which longer ones are scaled
     */
    public void adamw(List<NDArray> means, List<NDArray> variances, List<NDArray> steps, double learningRate,
            double beta1, double beta2, double epsilon, double weightDecay, double maxNorm) {
        List<NDArray> weights = byName.keySet().stream().map(model.weights()::get).toList();
        try {
            Kernels.adamw(weights, byName.values(), means, variances, steps, learningRate,
                    beta1, beta2, epsilon, weightDecay, maxNorm);
        } finally {
            model.weightsChanged();
            Reference.reachabilityFence(model);
        }
        clear();
    }

    /** Resets the gradients: the next ones that are added replace these. */
    void clear() {
        empty = true;
    }

    /** {@return the gradients of the weights that learn, by the weights' names} */
    public Map<String, NDArray> byName() {
        return byName;
    }

    @Override
    public void close() {
        manager.close();
        PyTorch.giveFreeMemoryBack(); // what a training needs, nothing after it needs
    }
}
