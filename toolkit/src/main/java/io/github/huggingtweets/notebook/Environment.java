package io.github.huggingtweets.notebook;

import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.github.huggingtweets.gpt2.Devices;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the toolkit runs on, found out by really starting its native parts.
 *
 * @param java the version of Java
 * @param processors the number of processors that Java may use
 * @param memory the machine's memory, or that of the container, in bytes
 * @param heap the most that Java's objects may take of it, in bytes; models lie outside, in native memory
 * @param pytorch the version of PyTorch
 * @param gpus the number of GPUs that PyTorch can use; none where the CPU was asked for
 */
public record Environment(String java, int processors, long memory, long heap, String pytorch, int gpus) {

    /** Why there is no GPU to use, where the script that has started this program knows. */
    private static final String REASON = System.getProperty("huggingtweets.cpu.reason");

    /**
     * Looks at the machine, loads PyTorch, and tries the fonts.
     *
     * @return what was found
     * @throws IllegalStateException if models cannot be computed or charts not be drawn here, or not on the device that was asked
     *         for; the message says what to do
     */
    public static Environment check() {
        Engine engine = startEngine();
        requireFonts();
        Runtime runtime = Runtime.getRuntime();
        return new Environment(Runtime.version().toString(), runtime.availableProcessors(), machineMemory(), runtime.maxMemory(),
                engine.getVersion(), Devices.best().isGpu() ? Devices.gpus() : 0);
    }

    /** Prints what {@link #check()} finds; exits with status 1 if that is not enough. */
    public static void main(String[] args) {
        try {
            System.out.println(check());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** {@return where models are computed, and in kind words what that means} */
    public String device() {
        return switch (gpus) {
            case 0 -> "CPU" + reason().map(", since "::concat).orElse(
                    ". There is no GPU to use here, and none is needed for the small model that comes with the toolkit.");
            case 1 -> "GPU";
            default -> "GPU, the first of " + gpus;
        };
    }

    private static Optional<String> reason() {
        return Devices.complaint()
                .map(complaint -> (REASON == null ? "PyTorch cannot use the GPU" : REASON) + ": " + complaint)
                .or(() -> Optional.ofNullable(REASON));
    }

    /** {@return all of it, a line each} */
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
        return new Facts(facts);
    }

    private static Engine startEngine() {
        try {
            LibUtils.checkStatus(); // the tokenizers' library, which is unpacked when it is used first
            return Engine.getInstance();
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    ("PyTorch does not start on this machine (%s); it runs on Linux with glibc 2.29 or newer and on Macs with"
                            + " Apple silicon, and where a GPU is the reason, HUGGINGTWEETS_DEVICE=cpu does without it.")
                            .formatted(rootOf(e)),
                    e);
        }
    }

    /** A JDK without a window system draws charts all the same, but a bare container has no font for their texts. */
    private static void requireFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("tweets", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IllegalStateException("Java finds no fonts to draw charts with (" + rootOf(e)
                    + "); on Debian and Ubuntu, sudo apt install fontconfig fonts-dejavu-core brings some.", e);
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
