package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * GPT-2's computation, forwards and backwards, as a TorchScript module: one native call a step.
 *
 * <p>The module's source is the resource {@value #SOURCE}; this class wraps it into the ZIP archive that PyTorch loads, and has
 * a method for each of its methods that the toolkit calls. The module is loaded once in the life of a program. It computes on
 * the device where its arguments are, with PyTorch's own operators, one after the other: TorchScript's optimizer, which on a GPU
 * compiles operators at run time, is switched off. Nothing is recorded for automatic differentiation.
 */
final class Kernels {

    private static final String SOURCE = "gpt2.torchscript";

    /** A line of the source that declares a constant, such as {@code FLOAT32 = 6}. */
    private static final Pattern CONSTANT = Pattern.compile("^([A-Z]\\w*) = (\\d+).*$", Pattern.MULTILINE);

    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*\\b");

    /** A pickled {@code Kernels} object without state: global, empty tuple, new object, empty dictionary, build, stop. */
    private static final byte[] STATELESS_OBJECT =
            "\u0080\u0002c__torch__\nKernels\nq\u0000)\u0081}b.".getBytes(StandardCharsets.ISO_8859_1);

    /** A pickled empty tuple. */
    private static final byte[] EMPTY_TUPLE = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    /** The ways to multiply matrices, by the numbers in the source. */
    private static final int USUAL = 0;
    private static final int ONEDNN = 1;
    private static final int PACKED = 2;
    private static final int ROWS = 3;

    private static final Object SEED_OF_GPUS = new Object();

    private static final PtSymbolBlock MODULE = load(source());

    private Kernels() {}

    // ---------------------------------------------------------------------------------------------- what the module computes

    /**
     * Computes a loss with dropout, and its gradients.
     *
     * @param model the model
     * @param gradients float32, one for each weight of the model, in the same order and of the same shape; empty where a weight
     *         does not learn
     * @param tokens (B, T) int64
     * @param share what the gradients of this loss are multiplied by
     * @param first whether the gradients replace those that are there; else they are added to them
     * @param halves memory of two bytes for each weight where products are in bfloat16, else none; the copies of the weights that
     *         are multiplied are made there with the first gradients
     * @param products how matrices are multiplied
     * @param seed decides what is dropped
     * @return the mean loss, a scalar in nats, owned by the manager of the tokens
     */
    static NDArray learn(
            Gpt2 model, List<NDArray> gradients, List<NDArray> halves, NDArray tokens, double share, boolean first,
            Products products, long seed) {
        Gpt2Config config = model.config();
        IValue dropouts = IValue.listFrom(
                new double[] {config.embeddingDropout(), config.attentionDropout(), config.residualDropout()});
        IValue[] arguments = {value(tokens), weights(model), value(gradients), value(halves), value(config.heads()),
            value(config.layerNormEpsilon()), dropouts, value(share), value(first), way(products), value(seed)};
        if (model.manager().getDevice().isGpu()) {
            synchronized (SEED_OF_GPUS) { // PyTorch sets the seed of all GPUs at once, and another training may have one
                return call(model, tokens.getManager(), "learn", arguments);
            }
        }
        return call(model, tokens.getManager(), "learn", arguments);
    }

    /**
     * Computes a loss without dropout.
     *
     * @param model the model
     * @param tokens (B, T) int64
     * @return the mean loss, a scalar in nats, owned by the manager of the tokens
     */
    static NDArray loss(Gpt2 model, NDArray tokens) {
        return call(model, tokens.getManager(), "loss", value(tokens), weights(model), way(model.products()),
                value(model.config().heads()), value(model.config().layerNormEpsilon()));
    }

    /**
     * Scores the next token after each token, without dropout.
     *
     * @param model the model
     * @param tokens (B, T) int64
     * @return (B, T, V), owned by the manager of the tokens
     */
    static NDArray logits(Gpt2 model, NDArray tokens) {
        return call(model, tokens.getManager(), "logits", value(tokens), weights(model), way(model.products()),
                value(model.config().heads()), value(model.config().layerNormEpsilon()));
    }

    /**
     * Prepares weights for {@link #next}: on a CPU they are copied into the order in which they are multiplied fastest.
     *
     * @param model the model
     * @param owner owns the result
     * @param half whether to convert them to bfloat16
     * @param use what they are for
     * @return the weights in their order; DJL knows neither the layout of copies nor bfloat16, so they are good for nothing else
     */
    static List<NDArray> packed(Gpt2 model, NDManager owner, boolean half, Use use) {
        return list(model, owner, "packed", weights(model), value(half), value(way(use)));
    }

    /**
     * Prepares matrices for {@link VectorDecoder}.
     *
     * @param model the model
     * @param owner owns the result
     * @param matrices what {@link #packed} returned, or for int8 the weights of the model
     * @param bytes whether to round them to int8; else the result shares their memory
     * @return for each matrix of N rows of K numbers, the output weights last: its memory (N, K times the bytes of a number / 4) int32,
     *         and the scales of its rows (N) float32, or (0) without int8
     */
    static List<NDArray> rows(Gpt2 model, NDManager owner, List<NDArray> matrices, boolean bytes) {
        return list(model, owner, "rows", value(matrices), value(bytes));
    }

    private static List<NDArray> list(Gpt2 model, NDManager owner, String method, IValue... arguments) {
        try (IValue all = result(MODULE, method, arguments)) {
            return List.of(all.toTensorArray((PtNDManager) owner));
        } finally {
            Reference.reachabilityFence(model);
        }
    }

    /** What copies of the weights are for. */
    enum Use {
        /** Any texts on a GPU. */
        ON_GPU,
        /** One text. */
        ONE_TEXT,
        /** One text, of which {@link VectorDecoder} computes what follows the prompt. */
        ONE_TEXT_BY_VECTORS,
        /** Several texts. */
        SEVERAL_TEXTS
    }

    private static int way(Use use) {
        return switch (use) {
            case ON_GPU -> USUAL;
            case ONE_TEXT -> ONEDNN;
            case ONE_TEXT_BY_VECTORS -> ROWS;
            case SEVERAL_TEXTS -> PACKED;
        };
    }

    /**
     * Scores the next token after the last one of each sequence.
     *
     * @param model the model
     * @param matrices what {@link #packed} returned
     * @param use what {@link #packed} was told
     * @param tokens (at least B, T) int64, the tokens that follow those in the cache
     * @param cache holds the tokens before, and takes the new ones
     * @param batch the number of sequences, B
     * @return (B, V), owned by the manager of the tokens
     */
    static NDArray next(Gpt2 model, List<NDArray> matrices, Use use, NDArray tokens, KeyValueCache cache, int batch) {
        return call(model, tokens.getManager(), "next", value(tokens), weights(model), value(matrices),
                value(way(use)), value(model.config().heads()), value(model.config().layerNormEpsilon()),
                value(cache.keysAndValues()), value(cache.length()), value(batch));
    }

    /**
     * Copies the beginnings of sequences in a cache over those of others.
     *
     * @param keysAndValues (L, 2, B, H, T_max, S)
     * @param to (R) int64, the places of the sequences to overwrite
     * @param from (R) int64, the places of those to copy
     * @param length the number of tokens to copy
     */
    static void move(NDArray keysAndValues, NDArray to, NDArray from, int length) {
        run("move", value(keysAndValues), value(to), value(from), value(length));
    }

    /**
     * Clips gradients by their common norm, and takes one step of AdamW in place.
     *
     * @param weights the weights that learn
     * @param gradients their gradients, which are changed
     * @param means the running means of the gradients
     * @param variances the running means of the squares of the gradients
     * @param steps for each weight a scalar, the number of steps taken
     * @param learningRate the learning rate of this step
     * @param beta1 how much of the means stays
     * @param beta2 how much of the variances stays
     * @param epsilon what is added to the root of the variance
     * @param weightDecay the part of each weight that is taken away, times the learning rate
     * @param maxNorm the length of all gradients together, to which longer ones are scaled
     */
    static void adamw(Collection<NDArray> weights, Collection<NDArray> gradients, Collection<NDArray> means,
            Collection<NDArray> variances, Collection<NDArray> steps, double learningRate,
            double beta1, double beta2, double epsilon, double weightDecay, double maxNorm) {
        run("adamw", value(weights), value(gradients), value(means), value(variances), value(steps), value(learningRate),
                value(beta1), value(beta2), value(epsilon), value(weightDecay), value(maxNorm));
    }

    /**
     * Copies arrays, from device to device if need be.
     *
     * @param sources the arrays to copy
     * @param targets as many arrays of the same shapes
     */
    static void copy(Collection<NDArray> sources, Collection<NDArray> targets) {
        run("copy", value(sources), value(targets));
    }

    /**
     * Maps a file into memory.
     *
     * @param owner owns the result
     * @param file the path of the file
     * @param length its length in bytes
     * @return its bytes; changes of them stay in memory and are not written to the file
     */
    static NDArray mapped(NDManager owner, String file, long length) {
        return call(owner, "mapped", IValue.from(file), value(length));
    }

    /**
     * Views bytes as numbers, without a copy.
     *
     * @param owner owns the result
     * @param bytes a mapped file
     * @param start the place of the first byte, a multiple of 4
     * @param shape the shape of the result
     * @return the float32 numbers that begin there
     */
    static NDArray numbers(NDManager owner, NDArray bytes, long start, long[] shape) {
        return call(owner, "numbers", value(bytes), value(start), IValue.listFrom(shape));
    }

    /**
     * Computes the three products of a linear layer, for the sake of the time that it takes.
     *
     * @param x (N, J)
     * @param weight (J, K)
     * @param dy (N, K)
     * @param products how to multiply
     */
    static void multiply(NDArray x, NDArray weight, NDArray dy, Products products) {
        run("multiply", value(x), value(weight), value(dy), value(products == Products.BFLOAT16), way(products));
    }

    // -------------------------------------------------------------------------------------------------- how the module is called

    private static NDArray call(Gpt2 model, NDManager owner, String method, IValue... arguments) {
        try {
            return call(owner, method, arguments);
        } finally {
            Reference.reachabilityFence(model); // its weights are in use to the end
        }
    }

    private static NDArray call(NDManager owner, String method, IValue... arguments) {
        return call(MODULE, owner, method, arguments);
    }

    /**
     * Calls a method that returns a tensor.
     *
     * @param module what {@link #load} returned
     * @param owner owns the result
     * @param method the name of the method
     * @param arguments its arguments in order, which are closed
     * @return its result
     */
    static NDArray call(PtSymbolBlock module, NDManager owner, String method, IValue... arguments) {
        try (IValue result = result(module, method, arguments)) {
            return result.toTensor((PtNDManager) owner);
        }
    }

    private static void run(String method, IValue... arguments) {
        result(MODULE, method, arguments).close();
    }

    private static IValue result(PtSymbolBlock module, String method, IValue... arguments) {
        JniUtils.setGraphExecutorOptimize(false); // a setting of each thread
        try {
            return IValueUtils.runMethod(module, method, arguments);
        } finally {
            Arrays.stream(arguments).forEach(IValue::close);
        }
    }

    private static IValue way(Products products) {
        return value(products == Products.FLOAT32_BY_ONEDNN ? ONEDNN : USUAL);
    }

    private static IValue weights(Gpt2 model) {
        return value(model.weights().values());
    }

    static IValue value(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    private static IValue value(Collection<NDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    static IValue value(long number) {
        return IValue.from(number);
    }

    static IValue value(double number) {
        return IValue.from(number);
    }

    private static IValue value(boolean flag) {
        return IValue.from(flag);
    }

    // -------------------------------------------------------------------------------------------------- how the module is loaded

    /** {@return the source of the module} */
    static String source() {
        try (InputStream source = Kernels.class.getResourceAsStream(SOURCE)) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads a module.
     *
     * @param source {@link #source()}, perhaps followed by more methods
     * @return the module, without oneDNN if this build of PyTorch has none
     */
    static PtSymbolBlock load(String source) {
        PtNDManager owner = (PtNDManager) PyTorch.manager(Device.cpu());
        try {
            try {
                return JniUtils.loadModule(owner, new ByteArrayInputStream(archive(source)), false, false);
            } catch (EngineException e) {
                return JniUtils.loadModule(owner, new ByteArrayInputStream(archive(withoutOneDnn(source))), false, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the source with PyTorch's own products in the place of oneDNN's} */
    static String withoutOneDnn(String source) {
        return source.replaceAll("ops\\.mkldnn\\._linear_pointwise\\((\\w+, \\w+, \\w+), .*\\)", "torch.linear($1)")
                .replaceAll("ops\\.mkldnn\\._reorder_linear_weight\\((\\w+), .*\\)", "$1");
    }

    /**
     * {@return a module as PyTorch loads it}
     *
     * @param source its source
     */
    static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", STATELESS_OBJECT);
            store(zip, "code/__torch__.py", withoutConstants(source).getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", EMPTY_TUPLE);
            store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** PyTorch knows no constants in the source of a module: each one's value takes the place of its name. */
    private static String withoutConstants(String source) {
        Map<String, String> values = CONSTANT.matcher(source).results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        return NAME.matcher(CONSTANT.matcher(source).replaceAll(""))
                .replaceAll(name -> values.getOrDefault(name.group(), name.group()));
    }

    /** PyTorch maps its archives, so it wants entries that are not compressed. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("kernels/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
