package io.github.huggingtweets.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gradients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The optimizer: Adam with decoupled weight decay (Loshchilov and Hutter 2019), after clipping the gradients to a norm. One
 * native call changes all weights and the state in place.
 */
final class AdamW implements AutoCloseable {

    private static final String MEAN = "mean.";
    private static final String VARIANCE = "variance.";

    private final HyperParameters settings;
    private final NDManager manager;
    private final Gradients gradients;
    private final Map<String, NDArray> moments = new LinkedHashMap<>();
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> variances = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();

    /**
     * Prepares to optimize those weights of a model that learn.
     *
     * @param model the model
     * @param gradients the gradients of the weights that learn
     * @param settings betas, epsilon, weight decay and the greatest norm of the gradients
     */
    AdamW(Gpt2 model, Gradients gradients, HyperParameters settings) {
        this(model, gradients, settings, 0, (name, manager) -> manager.zeros(model.weights().get(weight(name)).getShape()));
    }

    /**
     * Resumes from a checkpoint.
     *
     * @param model the model, with the weights of the checkpoint
     * @param gradients the gradients of the weights that learn
     * @param settings the same settings as before
     * @param taken the number of steps taken before the checkpoint
     * @param moments reads each of the {@link #moments()} by its name, and gives it to a manager
     */
    AdamW(Gpt2 model, Gradients gradients, HyperParameters settings, int taken,
            BiFunction<String, NDManager, NDArray> moments) {
        this.settings = settings;
        this.manager = model.manager().newSubManager();
        this.gradients = gradients;
        gradients.byName().keySet().forEach(name -> {
            means.add(moment(MEAN + name, moments));
            variances.add(moment(VARIANCE + name, moments));
            steps.add(manager.create((float) taken));
        });
    }

    private NDArray moment(String name, BiFunction<String, NDManager, NDArray> source) {
        NDArray moment = source.apply(name, manager);
        moments.put(name, moment);
        return moment;
    }

    private static String weight(String moment) {
        return moment.substring(moment.indexOf('.') + 1);
    }

    /** {@return the running means of the gradients and of their squares, by names that end with the weight's} */
    Map<String, NDArray> moments() {
        return moments;
    }

    /**
     * Clips the gradients, takes a step with them, and clears them.
     *
     * @param learningRate the learning rate of this step
     */
    void step(double learningRate) {
        gradients.adamw(means, variances, steps, learningRate, settings.beta1(), settings.beta2(), settings.epsilon(),
                settings.weightDecay(), settings.maxGradientNorm());
    }

    @Override
    public void close() {
        manager.close();
    }
}
