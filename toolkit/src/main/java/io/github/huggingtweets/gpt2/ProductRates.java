package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.pytorch.Processor;
import io.github.huggingtweets.pytorch.PyTorch;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast this machine multiplies matrices, in thousand million operations a second (GFLOP/s). It is measured once, with the
 * three products of a linear layer, which takes less than half a second, and kept in a file beside PyTorch's native libraries.
 *
 * @param processor the processor that was measured
 * @param threads the number of threads that multiplied
 * @param float32 the rate in float32 of the library that PyTorch takes
 * @param oneDnn the rate in float32 of oneDNN
 * @param bfloat16 the rate in bfloat16; 0 if the processor has no instructions for it, since it is slow then
 */
public record ProductRates(String processor, int threads, double float32, double oneDnn,
        double bfloat16) implements Serializable {

    /** A quarter of a step's time in float32 is spent on other work, so that the step gets at least 1.3 times as fast. */
    private static final double WORTH_BFLOAT16 = 1.5;

    private static final int ROWS = 256;
    private static final int COLUMNS = 768;
    private static final int INNER = 3072;
    private static final double OPERATIONS = 3 * 2e-9 * ROWS * COLUMNS * INNER;
    private static final int ROUNDS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ProductRates ofThisMachine;

    /** {@return the rates of this machine's processor with as many threads as PyTorch has here} */
    public static synchronized ProductRates ofThisMachine() {
        PyTorch.engine();
        int threads = JniUtils.getNumThreads();
        if (ofThisMachine == null || ofThisMachine.threads != threads) {
            ofThisMachine = kept(file(threads), Processor.ofThisMachine(), threads);
        }
        return ofThisMachine;
    }

    /**
     * Takes over what another machine has measured, so that both choose the same way to multiply and train the same bot. Nothing happens
     * if this machine has another processor.
     *
     * @param others the rates of the other machine
     */
    public static synchronized void takeOver(ProductRates others) {
        if (!others.equals(ofThisMachine) && others.processor.equals(Processor.ofThisMachine().toString())) {
            ofThisMachine = others;
            others.write(file(others.threads));
        }
    }

    static Path file(int threads) {
        return Utils.getEngineCacheDir("pytorch")
                .resolve("products-%s-%d.json".formatted(PyTorch.engine().getVersion(), threads));
    }

    /** {@return the rates in a file; if it has those of another processor, or none, they are measured and written there} */
    static ProductRates kept(Path file, Processor processor, int threads) {
        Optional<ProductRates> read = read(file).filter(rates -> processor.toString().equals(rates.processor));
        if (read.isPresent()) {
            return read.get();
        }
        ProductRates measured = measure(processor, threads);
        measured.write(file);
        return measured;
    }

    private static Optional<ProductRates> read(Path file) {
        try {
            return Optional.of(JSON.readValue(file.toFile(), ProductRates.class));
        } catch (IOException e) {
            return Optional.empty(); // not measured yet, or damaged
        }
    }

    private void write(Path file) {
        try {
            Path part = Files.createTempFile(Files.createDirectories(file.getParent()), "products-", ".part");
            JSON.writeValue(part.toFile(), this);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // another program measures again
        }
    }

    private static ProductRates measure(Processor processor, int threads) {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(ROWS, COLUMNS));
            NDArray weight = manager.ones(new Shape(COLUMNS, INNER));
            NDArray dy = manager.ones(new Shape(ROWS, INNER));
            double[] seconds = new double[Products.values().length];
            Arrays.fill(seconds, Double.POSITIVE_INFINITY);
            for (int round = 0; round < ROUNDS; round++) { // in turns, so that other work on this machine slows all alike
                for (Products products : Products.values()) {
                    if (products != Products.BFLOAT16 || processor.multipliesBfloat16()) {
                        long start = System.nanoTime();
                        Kernels.multiply(x, weight, dy, products);
                        seconds[products.ordinal()] = Math.min(seconds[products.ordinal()], (System.nanoTime() - start) / 1e9);
                    }
                }
            }
            return new ProductRates(processor.toString(), threads, OPERATIONS / seconds[Products.FLOAT32.ordinal()],
                    OPERATIONS / seconds[Products.FLOAT32_BY_ONEDNN.ordinal()],
                    OPERATIONS / seconds[Products.BFLOAT16.ordinal()]);
        }
    }

    Products fastest() {
        return bfloat16 >= WORTH_BFLOAT16 * Math.max(float32, oneDnn) ? Products.BFLOAT16 : fastestFloat32();
    }

    Products fastestFloat32() {
        return oneDnn > float32 ? Products.FLOAT32_BY_ONEDNN : Products.FLOAT32;
    }

    /** {@return the rates in a sentence without a full stop} */
    @Override
    public String toString() {
        String half = bfloat16 == 0 ? "" : ", bfloat16 at %.0f";
        return String.format(Locale.ENGLISH, "float32 at %.0f GFLOP/s, by oneDNN at %.0f" + half, float32, oneDnn, bfloat16);
    }
}
