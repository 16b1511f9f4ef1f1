package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * GPT-2's computation, forwards and backwards, as a TorchScript module: one native call a step.
 *
 * <p>The module's source is the resource {@code kernels.py}; this class wraps it into the ZIP archive that PyTorch loads, and
 * calls its methods. It is loaded once in the life of a program, and computes on the device where its arguments are, by PyTorch's
 * own operators, one after the other: TorchScript's optimizer, which on a GPU compiles others at run time, is switched off.
 */
public final class Kernels {

    private static final String SOURCE = "kernels.py";

    /** A pickled {@code Kernels} object without state: global, empty tuple, new object, empty dictionary, build, stop. */
    private static final byte[] STATELESS_OBJECT =
            "\u0080\u0002c__torch__\nKernels\nq\u0000)\u0081}b.".getBytes(StandardCharsets.ISO_8859_1);

    /** A pickled empty tuple. */
    private static final byte[] EMPTY_TUPLE = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private static final PtSymbolBlock MODULE = load();

    private Kernels() {}

    private static PtSymbolBlock load() {
        try {
            PtNDManager owner = (PtNDManager) NDManager.newBaseManager(Device.cpu());
            return JniUtils.loadModule(owner, new ByteArrayInputStream(archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a kernel. Nothing is recorded for differentiation.
     *
     * @param owner owns the result
     * @param name the method of {@code kernels.py}
     * @param arguments its arguments in order: arrays, collections of arrays, whole numbers, arrays of them, doubles, arrays of
     *         doubles, flags, texts
     * @return its result
     */
    public static NDArray call(NDManager owner, String name, Object... arguments) {
        JniUtils.setGraphExecutorOptimize(false); // a setting of each thread
        IValue[] values = Arrays.stream(arguments).map(Kernels::value).toArray(IValue[]::new);
        try (IValue result = IValueUtils.runMethod(MODULE, name, values)) {
            return result.toTensor((PtNDManager) owner);
        } finally {
            Arrays.stream(values).forEach(IValue::close);
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof NDArray array) {
            return IValue.from((PtNDArray) array);
        }
        if (argument instanceof Collection<?> arrays) {
            return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
        }
        if (argument instanceof Integer number) {
            return IValue.from(number.longValue());
        }
        if (argument instanceof Long number) {
            return IValue.from(number);
        }
        if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        }
        if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        }
        if (argument instanceof double[] numbers) {
            return IValue.listFrom(numbers);
        }
        if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        }
        return IValue.from((String) argument);
    }

    /** {@return the module as PyTorch loads it} */
    static byte[] archive() throws IOException {
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
