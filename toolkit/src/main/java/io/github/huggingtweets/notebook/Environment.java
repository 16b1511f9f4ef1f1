package io.github.huggingtweets.notebook;

import ai.djl.engine.Engine;
import io.github.huggingtweets.drawing.Picture;
import io.github.huggingtweets.gpt2.Devices;
import io.github.huggingtweets.gpt2.Precision;
import io.github.huggingtweets.gpt2.ProductRates;
import io.github.huggingtweets.gpt2.Products;
import io.github.huggingtweets.gpt2.VectorModule;
import io.github.huggingtweets.pytorch.PyTorch;
import io.github.huggingtweets.pytorch.PyTorchException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The machine that the toolkit runs on. {@link #check} starts the native libraries, to make sure that they work.
 *
 * @param java the version of Java
 * @param processors the number of processors that Java may use
 * @param memory the memory of the machine or the container, in bytes
 * @param heap the most memory that Java's objects may use, in bytes; models are in native memory, outside the heap
 * @param pytorch the version of PyTorch
 * @param gpus the number of GPUs that PyTorch can use; 0 if the CPU was chosen
 * @param products how fast matrices are multiplied here, and how a training does it
 */
public record Environment(String java, int processors, long memory, long heap, String pytorch, int gpus, String products) {

    /** Why no GPU is used, if the script that started this program knows it. */
    private static final String REASON = System.getProperty("huggingtweets.cpu.reason");

    /**
     * Loads PyTorch and the fonts of charts, to make sure that models can be computed and charts drawn.
     *
     * @return the facts
     * @throws IllegalStateException if PyTorch does not start, the chosen device cannot be used, or the fonts cannot be read; the
     *         message says what to do
     */
    public static Environment check() {
        Engine engine = startEngine();
        Picture.requireFonts();
        Runtime runtime = Runtime.getRuntime();
        return new Environment(Runtime.version().toString(), runtime.availableProcessors(), machineMemory(), runtime.maxMemory(),
                engine.getVersion(), Devices.best().isGpu() ? Devices.gpus() : 0, productsHere());
    }

    /**
     * Prints the facts. If {@link #check()} throws, prints its message and exits with status 1.
     *
     * @param args are ignored
     */
    public static void main(String[] args) {
        try {
            System.out.println(check());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** {@return the device that computes models; if it is the CPU, with the reason} */
    public String device() {
        return switch (gpus) {
            case 0 -> "CPU" + reason().map(", since "::concat).orElse(
                    ". There is no GPU to use here, and none is needed for the small model that comes with the toolkit.");
            case 1 -> "GPU";
            default -> "GPU, the first of " + gpus;
        };
    }

    private static String productsHere() {
        String ours = "trainings multiply in " + Products.of(Precision.AUTOMATIC, Devices.best());
        return Devices.best().isGpu() ? ours
                : ProductRates.ofThisMachine() + "; " + ours + VectorModule.use().map("; "::concat).orElse("");
    }

    private static Optional<String> reason() {
        return Devices.complaint()
                .map(complaint -> (REASON == null ? "PyTorch cannot use the GPU" : REASON) + ": " + complaint)
                .or(() -> Optional.ofNullable(REASON));
    }

    /** {@return a line for each fact} */
    @Override
    public String toString() {
        return facts().text();
    }

    Facts facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Java", java);
        facts.put("Memory", Facts.gibibytes(memory) + ", of which " + Facts.gibibytes(heap) + " for Java's own objects");
        facts.put("PyTorch", pytorch + ", with " + (processors == 1 ? "1 processor" : processors + " processors"));
        facts.put("Device", device());
        facts.put("Speed", products);
        return new Facts(facts);
    }

    private static Engine startEngine() {
        try {
            PyTorch.startTokenizers();
            return PyTorch.engine();
        } catch (CancellationException e) { // the download was stopped
            throw e;
        } catch (PyTorchException e) { // its message says what to do
            throw new IllegalStateException(e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    ("PyTorch does not start on this machine (%s); it runs on Linux with glibc 2.29 or newer and on Macs with"
                            + " Apple silicon. If a GPU is the cause, set HUGGINGTWEETS_DEVICE=cpu to use the CPU.")
                            .formatted(rootOf(e)),
                    e);
        }
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() : Runtime.getRuntime().maxMemory();
    }
}
