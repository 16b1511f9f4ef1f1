package io.github.huggingtweets.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Kernels;
import io.github.huggingtweets.training.HyperParameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), behind a clipping of the gradients by their common norm. Weights
 * and state are changed in place, in a handful of native calls for all of them together.
 */
public final class AdamW implements AutoCloseable {

    private static final String MEAN = "mean.";
    private static final String VARIANCE = "variance.";

    private final HyperParameters settings;
    private final Kernels kernels;
    private final NDManager manager;
    private final Collection<Parameter> parameters;
    private final Map<String, NDArray> moments = new LinkedHashMap<>();
    private final List<NDArray> weightsAndState = new ArrayList<>();
    private final List<NDArray> gradients = new ArrayList<>();

    /**
     * Prepares to optimize those weights of a model that are not frozen.
     *
     * @param model the model, whose gradients are recorded
     * @param settings betas, epsilon, weight decay and the greatest norm of the gradients
     */
    public AdamW(Gpt2 model, HyperParameters settings) {
        this(model, settings, 0, (name, manager) -> manager.zeros(model.parameters().get(parameter(name)).getShape()));
    }

    /**
     * Prepares to go on where another optimizer was.
     *
     * @param model the model, with the weights that it had then
     * @param settings the same settings
     * @param steps the number of steps that the other had taken
     * @param moments finds each of the {@link #moments()} that the other had then, and lets a manager own it
     */
    public AdamW(Gpt2 model, HyperParameters settings, int steps, BiFunction<String, NDManager, NDArray> moments) {
        this.settings = settings;
        this.kernels = model.kernels();
        this.manager = model.manager().newSubManager();
        this.parameters = model.parameters().values().stream().filter(Parameter::requiresGradient).toList();
        model.parameters().forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                NDArray weight = parameter.getArray().stopGradient(); // shares the memory, but may be changed in place
                weight.attach(manager);
                add(weight, "weights[]", weightsAndState);
                addMoment(MEAN + name, "means[]", moments);
                addMoment(VARIANCE + name, "variances[]", moments);
                add(manager.create((float) steps), "steps[]", weightsAndState);
            }
        });
    }

    private void addMoment(String name, String argument, BiFunction<String, NDManager, NDArray> source) {
        NDArray moment = source.apply(name, manager);
        moments.put(name, moment);
        add(moment, argument, weightsAndState);
    }

    private static String parameter(String moment) {
        return moment.substring(moment.indexOf('.') + 1);
    }

    /** {@return the running means of the gradients and of their squares, by names that end with the parameter's} */
    public Map<String, NDArray> moments() {
        return moments;
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
    public void step(double learningRate) {
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
