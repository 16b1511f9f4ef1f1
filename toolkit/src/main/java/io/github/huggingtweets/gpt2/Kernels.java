package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * PyTorch's fused operations that DJL does not offer, reached through a TorchScript module.
 *
 * <p>The module's source is the resource {@code kernels.py}; this class wraps it into the ZIP archive that PyTorch loads, and
 * calls its methods. Scalars travel as tensors of no dimension on the CPU, since only tensors are differentiated.
 */
public final class Kernels implements AutoCloseable {

    private static final String SOURCE = "kernels.py";

    /** A pickled {@code Kernels} object without state: global, empty tuple, new object, empty dictionary, build, stop. */
    private static final byte[] STATELESS_OBJECT =
            "\u0080\u0002c__torch__\nKernels\nq\u0000)\u0081}b.".getBytes(StandardCharsets.ISO_8859_1);

    /** A pickled empty tuple. */
    private static final byte[] EMPTY_TUPLE = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private final PtSymbolBlock module;
    private final NDManager host = NDManager.newBaseManager(Device.cpu());
    private final Map<Double, NDArray> scalars = new ConcurrentHashMap<>();
    private final Map<String, NDArray> methods = new ConcurrentHashMap<>();

    /**
     * Loads the kernels.
     *
     * @param manager owns the native module and says which device it runs on
     */
    public Kernels(NDManager manager) {
        try {
            module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks up tokens and adds their positions.
     *
     * @param tokens (B, T) int64
     * @param words (V, C)
     * @param positions (T_max, C)
     * @param past the position of the first token
     * @return (B, T, C)
     */
    public NDArray embedding(NDArray tokens, NDArray words, NDArray positions, int past) {
        return call("embedding", tokens, words, positions, scalar(past));
    }

    /** {@return x (B, T, C) normalized over its last dimension, scaled by weight (C) and shifted by bias (C)} */
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return call("layer_norm", x, weight, bias, scalar(epsilon));
    }

    /** {@return x (B, T, C_in) times weight (C_in, C_out) plus bias (C_out), as (B, T, C_out)} */
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return call("linear", x, weight, bias);
    }

    /** {@return the scores (B, T, V) of the words (V, C) after each of the hidden states x (B, T, C)} */
    public NDArray logits(NDArray x, NDArray words) {
        return call("logits", x, words);
    }

    /** {@return x with each element zero at the given probability, and the others scaled up to keep the mean} */
    public NDArray dropout(NDArray x, double probability) {
        return probability == 0 ? x : call("dropout", x, scalar(probability));
    }

    /** {@return the Gaussian error linear unit of x in its tanh form (Hendrycks and Gimpel 2016), which GPT-2 uses} */
    public NDArray gelu(NDArray x) {
        return call("gelu", x);
    }

    /**
     * Causal scaled-dot-product attention (Vaswani et al. 2017) over a whole sequence.
     *
     * @param qkv queries, keys and values (B, T, 3, H, S)
     * @param dropout the probability at which an attention weight is dropped
     * @return (B, T, H * S)
     */
    public NDArray attention(NDArray qkv, double dropout) {
        return call("attention", qkv, scalar(dropout));
    }

    /**
     * Causal attention over the tokens in a cache and some new ones, which are added to it.
     *
     * @param qkv queries, keys and values of the new tokens (B, T, 3, H, S); with a past, T must be 1
     * @param keys the cache's keys (B, H, T_max, S)
     * @param values the cache's values (B, H, T_max, S)
     * @param past the number of tokens in the cache
     * @return (B, T, H * S)
     */
    public NDArray cachedAttention(NDArray qkv, NDArray keys, NDArray values, int past) {
        return call("cached_attention", qkv, keys, values, scalar(past));
    }

    /** {@return the given rows (R) int64 of x (B, ...), as (R, ...), owned by the manager of the indices} */
    public NDArray rows(NDArray indices, NDArray x) {
        return call("rows", indices, x);
    }

    /**
     * The mean cross-entropy of predicting each token but the first from those before it.
     *
     * @param logits (B, T, V)
     * @param tokens (B, T) int64
     * @return a scalar, in nats
     */
    public NDArray crossEntropy(NDArray logits, NDArray tokens) {
        return call("cross_entropy", logits, tokens);
    }

    /**
     * Runs a kernel. As everywhere in PyTorch it is recorded for differentiation when an input requires a gradient and the
     * thread's gradient mode is on.
     *
     * @param name the method of {@code kernels.py}
     * @param inputs its arguments in order; arrays with a name such as {@code weights[]} form a list
     * @return its result, owned by the manager of the first input
     */
    public NDArray call(String name, NDArray... inputs) {
        NDList arguments = new NDList(inputs);
        arguments.add(methods.computeIfAbsent(name, this::methodName));
        return IValueUtils.forward(module, arguments, true).singletonOrThrow();
    }

    /** {@return a constant as a tensor of no dimension on the CPU, which is kept as long as the kernels are} */
    public NDArray scalar(double value) {
        return scalars.computeIfAbsent(value, host::create);
    }

    @Override
    public void close() {
        module.close();
        host.close();
    }

    /** DJL calls the method that the name of an input names. */
    private NDArray methodName(String method) {
        NDArray array = host.create(0);
        array.setName("module_method:" + method);
        return array;
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes); InputStream source = Kernels.class.getResourceAsStream(SOURCE)) {
            store(zip, "data.pkl", STATELESS_OBJECT);
            store(zip, "code/__torch__.py", source.readAllBytes());
            store(zip, "constants.pkl", EMPTY_TUPLE);
            store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
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
