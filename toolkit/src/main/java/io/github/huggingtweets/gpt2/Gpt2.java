package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A GPT-2 with its weights, on one device. It owns native memory. {@link #close} frees it; if nobody calls that, it is freed some
 * time after the model has become unreachable, for example because a notebook's cell ran again.
 */
public final class Gpt2 implements AutoCloseable {

    /** The name of the file with the weights. */
    public static final String WEIGHTS = "model.safetensors";

    private static final Cleaner CLEANER = Cleaner.create();

    private final Gpt2Config config;
    private final NDManager manager;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Cleaner.Cleanable memory;
    private final Object preparation = new Object();
    private Packed packed; // null if there are none; guarded by the preparation

    /**
     * The weights as generation multiplies them.
     *
     * @param precision their number format
     * @param use what they are for
     * @param owner owns them
     * @param matrices the weights in their order, those of the prompt if there is a decoder
     * @param decoder what scores the tokens of one text after its prompt; null if {@link Kernels} do so, too
     */
    private record Packed(Precision precision, Kernels.Use use, NDManager owner, List<NDArray> matrices, VectorDecoder decoder) {}

    @SuppressWarnings("this-escape")
    private Gpt2(Gpt2Config config, Device device) {
        this.config = config;
        NDManager owner = PyTorch.manager(device);
        manager = owner;
        memory = CLEANER.register(this, owner::close); // must not refer to this model
    }

    /**
     * Loads a model from a folder in Hugging Face's layout, onto a GPU if there is one. On a CPU, a safetensors file with float32
     * weights is mapped into memory, not copied: the file may be replaced or deleted while the model is open, but must not be
     * overwritten in place.
     *
     * @param folder holds {@code config.json} and the weights: {@code model.safetensors}, {@code pytorch_model.bin}, or several
     *         files with an index, such as {@code model.safetensors.index.json}
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, a tensor does not have the configured shape, or a weight
     *         is not finite
     */
    public static Gpt2 load(Path folder) {
        FolderUpdate.finish(folder);
        return load(folder, Gpt2Config.read(folder), Devices.best());
    }

    /**
     * Finds out what model a folder holds. The weights are not read, and PyTorch is not needed.
     *
     * @param folder a folder in Hugging Face's layout
     * @return the configuration
     * @throws ModelException if a file is missing, or the configuration is broken
     */
    public static Gpt2Config configuration(Path folder) {
        Gpt2Config config = Gpt2Config.read(folder);
        StoredWeights.fileIn(folder);
        return config;
    }

    /**
     * Loads a pre-trained model, onto a GPU if there is one.
     *
     * @param model the path of a folder in Hugging Face's layout, or a name on the Hugging Face Hub such as {@code gpt2},
     *         {@code huggingtweets/kirsten3531} or, with a revision, {@code gpt2@main}; it is downloaded from there once
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, a tensor does not have the configured shape, or a weight
     *         is not finite
     * @throws io.github.huggingtweets.hub.HubException if it cannot be downloaded
     * @throws IllegalArgumentException if neither a folder nor a model on the Hub can have this name
     */
    public static Gpt2 fromPretrained(String model) {
        return load(Pretrained.of(model).folder());
    }

    /**
     * Loads the weights in a folder into a model of a given configuration.
     *
     * @param folder holds weights, in one of the files that {@link #load(Path)} reads
     * @param config the configuration to use instead of that in the folder
     * @param device where to put the weights
     * @return the model
     * @throws ModelException if a file or a tensor is missing or broken, a tensor does not have the configured shape, or a weight
     *         is not finite
     */
    public static Gpt2 load(Path folder, Gpt2Config config, Device device) {
        try (StoredWeights tensors = StoredWeights.in(folder)) {
            Gpt2 model = new Gpt2(Weights.fitted(config, tensors), device);
            try {
                model.initialize((name, shape) -> Weights.read(name, shape, model.config.tied(), tensors, model.manager));
                model.requireFinite(tensors);
                return model;
            } catch (RuntimeException e) {
                model.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw OutOfMemory.explain(e, "Choose a smaller model, or end other programs.");
        }
    }

    /**
     * Creates a model with random weights, as OpenAI did: normally distributed with standard deviation 0.02, divided by the root
     * of the number of projections onto the residual stream for these projections (Radford et al. 2019); biases are 0, and the
     * weights of normalizations are 1.
     *
     * @param config the shape of the model
     * @param seed seed of the random weights
     * @param device where to put the weights
     * @return the model
     */
    public static Gpt2 random(Gpt2Config config, long seed, Device device) {
        Gpt2 model = new Gpt2(config, device);
        Random random = new Random(seed);
        model.initialize((name, shape) -> Weights.initial(name, shape, config, model.manager, random));
        return model;
    }

    /** One sum is enough for each weight: it is finite only if every number is. */
    private void requireFinite(StoredWeights source) {
        try (NDManager temporary = manager.newSubManager()) {
            weights.forEach((name, weight) -> {
                NDArray sum = weight.sum();
                sum.attach(temporary);
                if (!Float.isFinite(sum.getFloat())) {
                    throw new ModelException("%s is damaged: the weight '%s' holds numbers that are not finite; fetch it again"
                            .formatted(source, name));
                }
            });
        }
    }

    private void initialize(BiFunction<String, Shape, NDArray> values) {
        Weights.shapes(config).forEach((name, shape) -> weights.put(name, values.apply(name, shape)));
    }

    /** {@return the shape of this model} */
    public Gpt2Config config() {
        return config;
    }

    /** {@return how the matrices of this model are multiplied fastest in float32} */
    Products products() {
        return Products.of(Precision.FLOAT32, manager.getDevice());
    }

    /** {@return the manager that owns the weights; its device is the one that they are on} */
    public NDManager manager() {
        return manager;
    }

    /**
     * {@return the weights by their names in Hugging Face's checkpoints, in the order of the computation}
     *
     * <p>If there are no output weights among them, the word embeddings are used for the output.
     */
    public Map<String, NDArray> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /**
     * Computes the scores of the next token after each token, without dropout.
     *
     * @param tokens (B, T) int64
     * @return (B, T, V) float32, owned by the manager of the tokens
     */
    NDArray forward(NDArray tokens) {
        return Kernels.logits(this, tokens);
    }

    /**
     * Computes the scores of the next token after new tokens, without dropout.
     *
     * @param tokens (B, T) int64, the tokens that follow those in the cache; T must be 1 if the cache holds tokens already. If
     *         there are more rows than sequences in the cache, the last rows are ignored; if there are fewer, the cache keeps
     *         only as many sequences, the first ones.
     * @param cache holds the keys and values of the tokens before, and receives those of the new ones
     * @param precision the number format of the weights; {@code AUTOMATIC} is float32 here
     * @return (B, V) float32, owned by the manager of the tokens
     * @throws IllegalArgumentException if an empty cache has no room for so many sequences, or one that is not empty gets several
     *         tokens of each, or none more
     */
    public NDArray forward(NDArray tokens, KeyValueCache cache, Precision precision) {
        int rows = Math.toIntExact(tokens.getShape().get(0));
        int length = Math.toIntExact(tokens.getShape().get(1));
        if (cache.length() == 0 && rows > cache.sequences()) {
            throw new IllegalArgumentException(
                    "The cache has room for %d sequences, not for %d".formatted(cache.sequences(), rows));
        }
        if (cache.length() > 0 && length != 1) {
            throw new IllegalArgumentException("After the first tokens, one follows at a time, not " + length);
        }
        int batch = Math.min(rows, cache.sequences());
        NDArray scores = scores(tokens, cache, batch, precision);
        cache.advance(batch, length);
        return scores;
    }

    private NDArray scores(NDArray tokens, KeyValueCache cache, int batch, Precision precision) {
        Packed prepared;
        synchronized (preparation) { // nobody frees the weights while Java reads them
            prepared = packed(precision, cache);
            if (prepared.decoder != null && cache.length() > 0) {
                NDArray scores = tokens.getManager().create(new Shape(1, config.vocabularySize()));
                scores.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer()
                        .put(prepared.decoder.scores((int) tokens.getLong(0, 0), cache, JniUtils.getNumThreads()));
                return scores;
            }
        }
        return Kernels.next(this, prepared.matrices, prepared.use, tokens, cache, batch);
    }

    /** {@return the weights as generation multiplies them; they are copied when they are first needed, or have changed since} */
    private Packed packed(Precision precision, KeyValueCache cache) {
        Kernels.Use use = use(precision, cache);
        Precision format = format(precision, use);
        if (packed == null || format != packed.precision || use != packed.use) {
            weightsChanged();
            NDManager owner = manager.newSubManager();
            try {
                packed = packed(format, use, owner);
            } catch (RuntimeException e) {
                owner.close();
                throw e;
            }
        }
        return packed;
    }

    private Kernels.Use use(Precision precision, KeyValueCache cache) {
        if (manager.getDevice().isGpu()) {
            return Kernels.Use.ON_GPU;
        }
        if (cache.mostSequences() > 1) {
            return Kernels.Use.SEVERAL_TEXTS;
        }
        Kernels.Use byVectors = Kernels.Use.ONE_TEXT_BY_VECTORS;
        return VectorModule.isFast() && VectorDecoder.decodes(config, format(precision, byVectors), cache.capacity())
                ? byVectors
                : Kernels.Use.ONE_TEXT;
    }

    private static Precision format(Precision precision, Kernels.Use use) {
        return switch (precision) {
            case AUTOMATIC, FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
            case INT8 -> use == Kernels.Use.ONE_TEXT_BY_VECTORS ? Precision.INT8 : Precision.BFLOAT16;
        };
    }

    private Packed packed(Precision format, Kernels.Use use, NDManager owner) {
        boolean bytes = format == Precision.INT8; // of the decoder alone; the prompt is computed with the weights as they are
        List<NDArray> matrices =
                bytes ? List.copyOf(weights.values()) : Kernels.packed(this, owner, format == Precision.BFLOAT16, use);
        VectorDecoder decoder = use == Kernels.Use.ONE_TEXT_BY_VECTORS
                ? new VectorDecoder(this, Kernels.rows(this, owner, matrices, bytes), format)
                : null;
        return new Packed(format, use, owner, matrices, decoder);
    }

    /** Forgets the copies of the weights. */
    void weightsChanged() {
        synchronized (preparation) {
            if (packed != null) {
                packed.owner.close();
                packed = null;
            }
        }
    }

    /**
     * Computes the mean cross-entropy of predicting each token but the first from those before it, without dropout.
     *
     * @param tokens (B, T) int64, with T at least 2
     * @return a float32 scalar in nats, owned by the manager of the tokens
     */
    public NDArray loss(NDArray tokens) {
        return Kernels.loss(this, tokens);
    }

    /**
     * Computes the scores of the next token after each token of a text, without dropout.
     *
     * @param tokens the token ids of the text, T of them, at most the context length
     * @return T rows of V scores
     * @throws ModelException if there are none or too many, or an id is not in the vocabulary
     */
    public float[][] logits(long[] tokens) {
        checkTokens(tokens);
        try (NDManager step = manager.newSubManager()) {
            float[] flat = forward(step.create(tokens, new Shape(1, tokens.length))).toFloatArray();
            float[][] rows = new float[tokens.length][config.vocabularySize()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(flat, i * config.vocabularySize(), rows[i], 0, config.vocabularySize());
            }
            return rows;
        }
    }

    /**
     * Checks that this model can read a text.
     *
     * @param tokens the text's token ids
     * @throws ModelException if there are none or too many, or an id is not in the vocabulary
     */
    public void checkTokens(long[] tokens) {
        if (tokens.length == 0 || tokens.length > config.contextLength()) {
            throw new ModelException("This model reads 1 to %d tokens at once, not %d; %s the text"
                    .formatted(config.contextLength(), tokens.length, tokens.length == 0 ? "begin" : "shorten"));
        }
        for (long token : tokens) {
            if (token < 0 || token >= config.vocabularySize()) {
                throw new ModelException("There is no token %d in a vocabulary of %d; use the tokenizer of this model"
                        .formatted(token, config.vocabularySize()));
            }
        }
    }

    /**
     * Writes the weights as {@code model.safetensors}, with the names that Hugging Face gives them.
     *
     * @param folder an existing folder
     * @param type float32 for the exact weights, or float16 to halve the size of the file
     * @throws IOException if it cannot be written
     */
    public void saveWeights(Path folder, DataType type) throws IOException {
        try (NDManager temporary = manager.newSubManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            weights.forEach((name, weight) -> {
                NDArray array = weight.toType(type, false);
                if (array != weight) {
                    array.attach(temporary);
                }
                tensors.put(Weights.nameInCheckpoint(name), array);
            });
            Path written = folder.resolve(WEIGHTS + ".part");
            Safetensors.write(written, tensors);
            // the weights may be mapped from the old file, which must not be overwritten in place
            Files.move(written, folder.resolve(WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Copies the weights to arrays on any device.
     *
     * @param targets an array of the same shape for each of the {@link #weights()}, in their order
     */
    public void copyWeightsTo(Collection<NDArray> targets) {
        try {
            Kernels.copy(weights.values(), targets);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Replaces the weights by copies of others.
     *
     * @param sources an array of the same shape on any device for each of the {@link #weights()}, in their order
     */
    public void copyWeightsFrom(Collection<NDArray> sources) {
        try {
            Kernels.copy(sources, weights.values());
        } finally {
            weightsChanged();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        synchronized (preparation) { // waits for a token that is being computed, which reads the memory that is freed
            weightsChanged();
            memory.clean();
        }
    }

    @Override
    public String toString() {
        long parameters = weights.values().stream().mapToLong(NDArray::size).sum();
        return String.format(Locale.ENGLISH,
                "GPT-2 with %.1f million parameters: %d layers, %d heads, hidden size %d, vocabulary %d, context %d, on %s",
                parameters / 1e6, config.layers(), config.heads(), config.hiddenSize(), config.vocabularySize(),
                config.contextLength(), manager.getDevice().isGpu() ? "the GPU" : "the CPU");
    }
}
