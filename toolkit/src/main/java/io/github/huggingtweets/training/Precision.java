package io.github.huggingtweets.training;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;

/**
 * What the matrices of a training are multiplied in. The weights, their gradients, the optimizer and all else stay in float32, so
 * that small steps are not lost.
 */
public enum Precision {

    /** {@link #BFLOAT16} on the GPUs that multiply in it much faster, NVIDIA's since Ampere; else {@link #FLOAT32}. */
    AUTOMATIC,

    /** Single precision. */
    FLOAT32,

    /** The range of float32 with eight bits of precision, of which products are summed up in float32. */
    BFLOAT16;

    private static final int AMPERE = 80;

    /** {@return whether matrices are multiplied in bfloat16 on a device} */
    public boolean isHalfOn(Device device) {
        return this == BFLOAT16 || this == AUTOMATIC && device.isGpu() && capability(device) >= AMPERE;
    }

    private static int capability(Device gpu) {
        try {
            return Integer.parseInt(CudaUtils.getComputeCapability(gpu.getDeviceId()));
        } catch (IllegalStateException | IllegalArgumentException | EngineException e) {
            return 0; // a GPU of another maker, or a driver that does not tell
        }
    }
}
