package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The devices that a model can run on: the CPU, and a GPU that PyTorch can use. */
public final class Devices {

    /** The environment variable that names the device to use, {@code cpu} or {@code gpu}. */
    public static final String VARIABLE = "HUGGINGTWEETS_DEVICE";

    private static final String CPU = "cpu";
    private static final String GPU = "gpu";

    private Devices() {}

    /** The first GPU. Whether it can compute is tried once, since that takes a second. */
    private static final class FirstGpu {

        static final Optional<String> COMPLAINT = complaint(FirstGpu::multiply);

        private static void multiply() {
            try (NDManager manager = PyTorch.manager(Device.gpu())) {
                NDArray one = manager.ones(new Shape(1, 1));
                one.matMul(one).getFloat();
            }
        }
    }

    /**
     * {@return the default device: the one that {@link #VARIABLE} names, or else the first GPU that PyTorch can use, or else the
     * CPU}
     *
     * @throws IllegalStateException if the variable names the GPU and there is none to use, or if it names neither
     */
    public static Device best() {
        return best(System.getenv(VARIABLE), Devices::gpus);
    }

    static Device best(String wanted, IntSupplier gpus) {
        if (wanted == null || wanted.isEmpty()) {
            return gpus.getAsInt() > 0 ? Device.gpu() : Device.cpu();
        }
        return switch (wanted) {
            case CPU -> Device.cpu();
            case GPU -> firstGpu(gpus, VARIABLE + " is gpu, and", "set it to cpu or unset it");
            default -> throw new IllegalStateException(
                    "%s is '%s'; set it to cpu or gpu, or unset it".formatted(VARIABLE, wanted));
        };
    }

    /**
     * {@return the device with a name}
     *
     * @param name {@code cpu}, or {@code gpu} for the first GPU
     * @throws IllegalArgumentException if it is another name
     * @throws IllegalStateException if the GPU is named and there is none to use
     */
    public static Device named(String name) {
        return named(name, Devices::gpus);
    }

    static Device named(String name, IntSupplier gpus) {
        return switch (name) {
            case CPU -> Device.cpu();
            case GPU -> firstGpu(gpus, "You asked for the GPU, and", "name cpu instead");
            default -> throw new IllegalArgumentException("There is no device '%s'; name cpu or gpu".formatted(name));
        };
    }

    private static Device firstGpu(IntSupplier gpus, String who, String remedy) {
        if (gpus.getAsInt() == 0) {
            throw new IllegalStateException(
                    "%s PyTorch finds no GPU that it can use here%s; %s, or see with nvidia-smi what is wrong"
                            .formatted(who, complaint().map(" (%s)"::formatted).orElse(""), remedy));
        }
        return Device.gpu();
    }

    /** {@return the number of usable GPUs; 0 if {@link #VARIABLE} is {@code cpu}, or if there is a {@link #complaint}} */
    public static int gpus() {
        return complaint().isPresent() ? 0 : seen();
    }

    /**
     * {@return PyTorch's error message if it sees a GPU and cannot compute on it, for example because the GPU is older or newer
     * than those that this PyTorch was built for}
     */
    public static Optional<String> complaint() {
        return seen() == 0 ? Optional.empty() : FirstGpu.COMPLAINT;
    }

    private static int seen() {
        return CPU.equals(System.getenv(VARIABLE)) ? 0 : PyTorch.engine().getGpuCount();
    }

    static Optional<String> complaint(Runnable computation) {
        try {
            computation.run();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("")); // the rest says how to debug
        }
    }
}
