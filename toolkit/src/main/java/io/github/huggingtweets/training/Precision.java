package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;

/**
 * The number format in which a training multiplies matrices. The weights, their gradients and the optimizer stay in float32, so
 * that small changes of a weight are not lost.
 */
public enum Precision {

    /** {@link #BFLOAT16} on GPUs that are much faster with it, namely NVIDIA's since Ampere; else {@link #FLOAT32}. */
    AUTOMATIC,

    /** Single precision, 32 bits. */
    FLOAT32,

    /** The range of float32 with eight bits of precision. Products are summed in float32. */
    BFLOAT16;

    private static final int AMPERE = 80;

    /**
     * {@return whether matrices are multiplied in bfloat16 on a device}
     *
     * @param device the device
     */
    public boolean isHalfOn(Device device) {
        return this == BFLOAT16 || this == AUTOMATIC && device.isGpu() && capability(device) >= AMPERE;
    }

    private static int capability(Device gpu) {
        try {
            return Integer.parseInt(CudaUtils.getComputeCapability(gpu.getDeviceId()));
        } catch (IllegalStateException | IllegalArgumentException | EngineException e) {
            return 0; // not an NVIDIA GPU, or the driver does not say
        }
    }
}
