package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where models run. */
public final class Devices {

    /** The variable of the environment that decides it, where somebody has set it to {@code cpu} or {@code gpu}. */
    public static final String VARIABLE = "HUGGINGTWEETS_DEVICE";

    private Devices() {}

    /**
     * {@return the first GPU that the engine can use, or the CPU; where {@link #VARIABLE} names one of them, that one}
     *
     * @throws IllegalStateException if that is the GPU and there is none to use, or if it is neither
     */
    public static Device best() {
        return best(System.getenv(VARIABLE), Engine.getInstance().getGpuCount());
    }

    static Device best(String wanted, int gpus) {
        return switch (wanted == null ? "" : wanted) {
            case "" -> gpus > 0 ? Device.gpu() : Device.cpu();
            case "cpu" -> Device.cpu();
            case "gpu" -> {
                if (gpus == 0) {
                    throw new IllegalStateException(("%s is gpu, and PyTorch finds no GPU that it can use here; set it to cpu or"
                            + " take it away, or see with nvidia-smi what is wrong").formatted(VARIABLE));
                }
                yield Device.gpu();
            }
            default -> throw new IllegalStateException(
                    "%s is '%s'; set it to cpu or gpu, or take it away".formatted(VARIABLE, wanted));
        };
    }
}
