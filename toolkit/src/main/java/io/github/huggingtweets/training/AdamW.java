package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Kernels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), behind a clipping of the gradients by their common norm. Weights
 * and state are changed in place, in a handful of native calls for all of them together.
 */
final class AdamW implements AutoCloseable {

    private final HyperParameters settings;
    private final Kernels kernels;
    private final NDManager manager;
    private final Collection<Parameter> parameters;
    private final List<NDArray> weightsAndState = new ArrayList<>();
    private final List<NDArray> gradients = new ArrayList<>();

    /**
     * Prepares to optimize those weights of a model that are not frozen.
     *
     * @param model the model, whose gradients are recorded
     * @param settings betas, epsilon, weight decay and the greatest norm of the gradients
     */
    AdamW(Gpt2 model, HyperParameters settings) {
        this.settings = settings;
        this.kernels = model.kernels();
        this.manager = model.manager().newSubManager();
        this.parameters = model.parameters().values().stream().filter(Parameter::requiresGradient).toList();
        for (Parameter parameter : parameters) {
            NDArray weight = parameter.getArray().stopGradient(); // shares the memory, but may be changed in place
            weight.attach(manager);
            add(weight, "weights[]", weightsAndState);
            add(manager.zeros(weight.getShape()), "means[]", weightsAndState);
            add(manager.zeros(weight.getShape()), "variances[]", weightsAndState);
            add(manager.create(0f), "steps[]", weightsAndState);
        }
    }

    /** Arrays of one name form one argument of a kernel. */
    private static void add(NDArray array, String argument, List<NDArray> arrays) {
        array.setName(argument);
        arrays.add(array);
    }

    /**
     * Takes a step with the gradients that have been collected, and clears them.
     *
     * @param learningRate the learning rate of this step
     */
    void step(double learningRate) {
        if (gradients.isEmpty()) { // PyTorch makes them when it first computes them, and then adds to them
            for (Parameter parameter : parameters) {
                NDArray gradient = parameter.getArray().getGradient();
                gradient.attach(manager);
                add(gradient, "gradients[]", gradients);
            }
        }
        try (NDManager onHost = manager.newSubManager(Device.cpu())) {
            Stream<NDArray> scalars = Stream.of(
                    onHost.create(learningRate),
                    kernels.scalar(settings.beta1()),
                    kernels.scalar(settings.beta2()),
                    kernels.scalar(settings.epsilon()),
                    kernels.scalar(settings.weightDecay()),
                    kernels.scalar(settings.maxGradientNorm()));
            NDArray norm = kernels.call("adamw", Stream.of(weightsAndState.stream(), gradients.stream(), scalars)
                    .flatMap(Function.identity())
                    .toArray(NDArray[]::new));
            norm.close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
