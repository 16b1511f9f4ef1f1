package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Where models run. */
public final class Devices {

    /** The variable of the environment that decides it, where somebody has set it to {@code cpu} or {@code gpu}. */
    public static final String VARIABLE = "HUGGINGTWEETS_DEVICE";

    private static final String CPU = "cpu";

    private Devices() {}

    /** The first GPU, on which something is computed once, since that takes a second. */
    private static final class FirstGpu {

        static final Optional<String> COMPLAINT = complaint(FirstGpu::multiply);

        private static void multiply() {
            try (NDManager manager = NDManager.newBaseManager(Device.gpu())) {
                NDArray one = manager.ones(new Shape(1, 1));
                one.matMul(one).getFloat();
            }
        }
    }

    /**
     * {@return the first GPU that the engine can use, or the CPU; where {@link #VARIABLE} names one of them, that one}
     *
     * @throws IllegalStateException if that is the GPU and there is none to use, or if it is neither
     */
    public static Device best() {
        return best(System.getenv(VARIABLE), Devices::gpus);
    }

    static Device best(String wanted, IntSupplier gpus) {
        return switch (wanted == null ? "" : wanted) {
            case "" -> gpus.getAsInt() > 0 ? Device.gpu() : Device.cpu();
            case CPU -> Device.cpu();
            case "gpu" -> {
                if (gpus.getAsInt() == 0) {
                    throw new IllegalStateException(
                            ("%s is gpu, and PyTorch finds no GPU that it can use here%s; set it to cpu or"
                                    + " take it away, or see with nvidia-smi what is wrong")
                                    .formatted(VARIABLE, complaint().map(" (%s)"::formatted).orElse("")));
                }
                yield Device.gpu();
            }
            default -> throw new IllegalStateException(
                    "%s is '%s'; set it to cpu or gpu, or take it away".formatted(VARIABLE, wanted));
        };
    }

    /** {@return the number of GPUs that can be used; none where the CPU was asked for, or where there is a {@link #complaint}} */
    public static int gpus() {
        return complaint().isPresent() ? 0 : seen();
    }

    /**
     * {@return what PyTorch says if it sees a GPU and cannot compute on it, since that is older or newer than those that it was
     * built for, say}
     */
    public static Optional<String> complaint() {
        return seen() == 0 ? Optional.empty() : FirstGpu.COMPLAINT;
    }

    private static int seen() {
        return CPU.equals(System.getenv(VARIABLE)) ? 0 : Engine.getInstance().getGpuCount();
    }

    static Optional<String> complaint(Runnable computation) {
        try {
            computation.run();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("")); // then it tells how to debug it
        }
    }
}
