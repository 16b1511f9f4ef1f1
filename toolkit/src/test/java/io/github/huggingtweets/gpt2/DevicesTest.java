package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevicesTest {

    @Test
    void choosesTheFirstGpuOrElseTheCpu() {
        assertEquals(Device.gpu(0), Devices.best(null, () -> 2));
        assertEquals(Device.cpu(), Devices.best(null, () -> 0));
        assertEquals(Device.cpu(), Devices.best("", () -> 0));
    }

    @Test
    void followsTheEnvironmentVariable() {
        assertEquals(Device.cpu(), Devices.best("cpu", () -> 2));
        assertEquals(Device.gpu(0), Devices.best("gpu", () -> 1));
    }

    @Test
    void reportsAGpuThatCannotCompute() {
        assertEquals(Optional.empty(), Devices.complaint(() -> {}));
        assertEquals(Optional.of("CUDA error: no kernel image is available for execution on the device"),
                Devices.complaint(() -> {
                    throw new EngineException("CUDA error: no kernel image is available for execution on the device\n"
                            + "For debugging consider passing CUDA_LAUNCH_BLOCKING=1\n");
                }));
    }

    @Test
    void looksForNoGpuWhenTheCpuIsNamed() {
        assertEquals(Device.cpu(), Devices.best("cpu", () -> fail("a GPU was looked for")));
    }

    @Test
    void refusesAMissingGpuAndAnUnknownName() {
        String none = assertThrows(IllegalStateException.class, () -> Devices.best("gpu", () -> 0)).getMessage();
        String other = assertThrows(IllegalStateException.class, () -> Devices.best("tpu", () -> 1)).getMessage();

        assertTrue(none.startsWith("HUGGINGTWEETS_DEVICE is gpu, and PyTorch finds no GPU"), none);
        assertTrue(other.contains("'tpu'"), other);
    }

    @Test
    void findsADeviceByItsName() {
        assertEquals(Device.cpu(), Devices.named("cpu", () -> fail("a GPU was looked for")));
        assertEquals(Device.gpu(0), Devices.named("gpu", () -> 1));
        assertEquals(Device.cpu(), Devices.named("cpu"));

        String none = assertThrows(IllegalStateException.class, () -> Devices.named("gpu", () -> 0)).getMessage();
        String other = assertThrows(IllegalArgumentException.class, () -> Devices.named("tpu", () -> 1)).getMessage();
        assertTrue(none.startsWith("You asked for the GPU, and PyTorch finds no GPU that it can use here"), none);
        assertEquals("There is no device 'tpu'; name cpu or gpu", other);
    }
}
