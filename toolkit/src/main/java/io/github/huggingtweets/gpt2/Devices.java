package io.github.huggingtweets.gpt2;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Where models run. */
public final class Devices {

    private Devices() {}

    /** {@return the first GPU that the engine can use, or the CPU} */
    public static Device best() {
        return Engine.getInstance().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }
}
