package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class DevicesTest {

    @Test
    void takesTheFirstGpuThatThereIs() {
        assertEquals(Device.gpu(0), Devices.best(null, 2));
        assertEquals(Device.cpu(), Devices.best(null, 0));
        assertEquals(Device.cpu(), Devices.best("", 0));
    }

    @Test
    void keepsToTheOneThatTheEnvironmentNames() {
        assertEquals(Device.cpu(), Devices.best("cpu", 2));
        assertEquals(Device.gpu(0), Devices.best("gpu", 1));
    }

    @Test
    void saysWhyThereIsNone() {
        String none = assertThrows(IllegalStateException.class, () -> Devices.best("gpu", 0)).getMessage();
        String other = assertThrows(IllegalStateException.class, () -> Devices.best("tpu", 1)).getMessage();

        assertTrue(none.startsWith("HUGGINGTWEETS_DEVICE is gpu, and PyTorch finds no GPU"), none);
        assertTrue(other.contains("'tpu'"), other);
    }
}
