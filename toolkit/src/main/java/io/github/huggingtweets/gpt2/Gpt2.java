package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.huggingtweets.gpt2.checkpoint.Checkpoint;
import io.github.huggingtweets.gpt2.checkpoint.Safetensors;
import io.github.huggingtweets.gpt2.memory.OutOfMemory;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A GPT-2 with its weights, on one device. It owns native memory, which is freed when it is closed, or else some time after
 * nobody can reach it any more, as when a notebook's cell runs again.
 */
public final class Gpt2 implements AutoCloseable {

    /** The name of the file with the weights. */
    public static final String WEIGHTS = "model.safetensors";

    private static final String PREFIX = "transformer.";
    private static final Cleaner CLEANER = Cleaner.create();

    private final Gpt2Config config;
    private final NDManager manager;
    private final Kernels kernels;
    private final Gpt2Block block;
    private ParameterStore store; // knows the arrays of the parameters
    private final Cleaner.Cleanable memory;

    @SuppressWarnings("this-escape")
    private Gpt2(Gpt2Config config, Device device) {
        this.config = config;
        NDManager owner = NDManager.newBaseManager(device);
        Kernels module = new Kernels(owner);
        manager = owner;
        kernels = module;
        memory = CLEANER.register(this, () -> { // may not hold on to this model
            module.close();
            owner.close();
        });
        block = new Gpt2Block(config, kernels);
        store = new ParameterStore(manager, false);
    }

    /**
     * Loads a model from a folder in Hugging Face's layout, onto a GPU if there is one.
     *
     * @param folder holds {@code config.json} and weights, in one of the files of {@link Checkpoint#FILES}
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, or a tensor does not have the configured shape
     */
    public static Gpt2 load(Path folder) {
        return load(folder, Gpt2Config.read(folder), Devices.best());
    }

    /**
     * Loads a model that somebody has trained, onto a GPU if there is one.
     *
     * @param model a name on the Hugging Face Hub such as {@code gpt2}, {@code huggingtweets/kirsten3531} or, with a revision,
     *         {@code gpt2@main}, from where it is downloaded once; or the path of a folder in its layout
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, or a tensor does not have the configured shape
     * @throws io.github.huggingtweets.hub.HubException if it cannot be downloaded
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can be called so
     */
    public static Gpt2 fromPretrained(String model) {
        return load(Pretrained.of(model).folder());
    }

    /**
     * Loads the weights in a folder into a model of a given configuration.
     *
     * @param folder holds weights, in one of the files of {@link Checkpoint#FILES}
     * @param config the configuration to use instead of that in the folder
     * @param device where to put the weights
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, or a tensor does not have the configured shape
     */
    public static Gpt2 load(Path folder, Gpt2Config config, Device device) {
        try (Checkpoint tensors = Checkpoint.in(folder)) {
            // before anything is made for all the layers that the configuration claims
            tensor(tensors, "h.%d.ln_1.weight".formatted(config.layers() - 1), new Shape(config.hiddenSize()));
            Gpt2 model = new Gpt2(config, device);
            try {
                model.initialize((name, shape) -> tensors.read(tensor(tensors, name, shape), model.manager));
                return model;
            } catch (RuntimeException e) {
                model.close();
                throw OutOfMemory.explain(e, "Choose a smaller model, or end other programs.");
            }
        }
    }

    /** {@return the name in the checkpoint of a tensor that must have a given shape} */
    private static String tensor(Checkpoint tensors, String parameter, Shape expected) {
        // a GPT2Model is saved without the prefix, a GPT2LMHeadModel with it
        String name = tensors.names().contains(parameter) ? parameter : nameInCheckpoint(parameter);
        if (!tensors.names().contains(name)) {
            throw new ModelException("%s has no tensor '%s' of shape %s; take the config.json that came with it"
                    .formatted(tensors, name, expected));
        }
        if (!tensors.shape(name).equals(expected)) {
            throw new ModelException("%s has '%s' with shape %s, but its config.json asks for %s; use the files of one model"
                    .formatted(tensors, name, tensors.shape(name), expected));
        }
        return name;
    }

    private static String nameInCheckpoint(String parameter) {
        return parameter.equals(Gpt2Block.OUTPUT) ? parameter : PREFIX + parameter;
    }

    /**
     * Makes a model with random weights, as OpenAI did: normal with deviation 0.02, the projections onto the residual stream
     * smaller by the root of their number, biases zero.
     *
     * @param config its shape
     * @param seed decides the weights
     * @param device where to put them
     * @return the model
     */
    public static Gpt2 random(Gpt2Config config, long seed, Device device) {
        Gpt2 model = new Gpt2(config, device);
        Random random = new Random(seed);
        model.initialize((name, shape) -> Gpt2Block.initial(name, shape, config, model.manager, random));
        return model;
    }

    private void initialize(BiFunction<String, Shape, NDArray> weights) {
        parameters().forEach((name, parameter) -> {
            parameter.setInitializer((owner, shape, type) -> weights.apply(name, shape));
            parameter.initialize(manager, DataType.FLOAT32);
            parameter.getArray().setName(null); // the kernels would take a name with dots for a structure
            parameter.freeze(true);
        });
    }

    /**
     * Turns the recording of gradients on or off. It is off at first. Turning it off frees the gradients, as many bytes as the
     * weights have.
     *
     * @param trainable whether gradients of the weights are wanted
     */
    public void setTrainable(boolean trainable) {
        if (!trainable) {
            parameters().values().stream().filter(Parameter::requiresGradient).forEach(this::forgetGradient);
            store = new ParameterStore(manager, false);
        }
        parameters().values().forEach(parameter -> parameter.freeze(!trainable));
    }

    /** PyTorch keeps a gradient as long as its tensor, so the weight goes on in another one. */
    private void forgetGradient(Parameter parameter) {
        NDArray weight;
        try (NDArray view = parameter.getArray().stopGradient()) {
            weight = view.duplicate(); // a view would not keep the memory alive if that is Java's
        }
        parameter.close();
        parameter.setInitializer((owner, shape, type) -> weight);
        parameter.initialize(manager, weight.getDataType());
        weight.setName(null);
    }

    /** {@return the shape of this model} */
    public Gpt2Config config() {
        return config;
    }

    /** {@return the manager that owns the weights, and whose device they are on} */
    public NDManager manager() {
        return manager;
    }

    /** {@return the fused operations on the model's device} */
    public Kernels kernels() {
        return kernels;
    }

    /** {@return the parameters by their names in Hugging Face's checkpoints} */
    public Map<String, Parameter> parameters() {
        return block.parametersByName();
    }

    /**
     * Scores the next token after each token.
     *
     * @param tokens (B, T) int64
     * @param training whether dropout is on
     * @return (B, T, V), owned by the manager of the tokens
     */
    public NDArray forward(NDArray tokens, boolean training) {
        try {
            return block.forward(store, new NDList(tokens), training).singletonOrThrow();
        } finally {
            Reference.reachabilityFence(this); // the weights are in use to the end
        }
    }

    /**
     * Scores the next token after each of some new tokens that follow those in a cache.
     *
     * @param tokens (B, T) int64; where the cache holds tokens already, T must be 1
     * @param cache holds the tokens before, and takes the new ones
     * @return (B, T, V), owned by the manager of the tokens
     */
    public NDArray forward(NDArray tokens, KeyValueCache cache) {
        try {
            return block.forward(store, new NDList(tokens), false, cache.asParameter()).singletonOrThrow();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The mean cross-entropy of predicting each token but the first from those before it.
     *
     * @param tokens (B, T) int64, with T at least 2
     * @param training whether dropout is on
     * @return a scalar in nats, owned by the manager of the tokens
     */
    public NDArray loss(NDArray tokens, boolean training) {
        return kernels.crossEntropy(forward(tokens, training), tokens);
    }

    /**
     * Scores the next token after each token of a text.
     *
     * @param tokens the text's token ids, at most as many as the context is long
     * @return T rows of V scores
     * @throws ModelException if there are none or too many, or an id is not in the vocabulary
     */
    public float[][] logits(long[] tokens) {
        checkTokens(tokens);
        try (NDManager step = manager.newSubManager()) {
            float[] flat = forward(step.create(tokens, new Shape(1, tokens.length)), false).toFloatArray();
            float[][] rows = new float[tokens.length][config.vocabularySize()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(flat, i * config.vocabularySize(), rows[i], 0, config.vocabularySize());
            }
            return rows;
        }
    }

    /**
     * Makes sure that this model can read a text.
     *
     * @param tokens the text's token ids
     * @throws ModelException if there are none or too many, or an id is not in the vocabulary
     */
    public void checkTokens(long[] tokens) {
        if (tokens.length == 0 || tokens.length > config.contextLength()) {
            throw new ModelException("This model reads 1 to %d tokens at once, not %d; shorten the text"
                    .formatted(config.contextLength(), tokens.length));
        }
        for (long token : tokens) {
            if (token < 0 || token >= config.vocabularySize()) {
                throw new ModelException("There is no token %d in a vocabulary of %d; use the tokenizer of this model"
                        .formatted(token, config.vocabularySize()));
            }
        }
    }

    /**
     * Writes the weights under Hugging Face's names.
     *
     * @param folder an existing folder, in which {@code model.safetensors} is written
     * @param type float32 for all that the weights hold, or float16 for half of the space
     * @throws IOException if it cannot be written
     */
    public void saveWeights(Path folder, DataType type) throws IOException {
        try (NDManager temporary = manager.newSubManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            parameters().forEach((name, parameter) -> {
                NDArray array = parameter.getArray().stopGradient();
                array.attach(temporary);
                tensors.put(nameInCheckpoint(name), array.toType(type, false));
            });
            Safetensors.write(folder.resolve(WEIGHTS), tensors);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        memory.clean();
    }

    @Override
    public String toString() {
        long parameters = parameters().values().stream().mapToLong(parameter -> parameter.getShape().size()).sum();
        return String.format(Locale.ENGLISH,
                "GPT-2 with %.1f million parameters: %d layers, %d heads, hidden size %d, vocabulary %d, context %d, on %s",
                parameters / 1e6, config.layers(), config.heads(), config.hiddenSize(), config.vocabularySize(),
                config.contextLength(), manager.getDevice());
    }
}
