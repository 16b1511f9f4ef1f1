package io.github.huggingtweets.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.pytorch.PyTorch;
import org.junit.jupiter.api.Test;

/** The messages are PyTorch's own, as its users have reported them. */
class OutOfMemoryTest {

    private static final String ADVICE = "Lower the batch size.";

    private static String explained(String message) {
        EngineException thrown = new EngineException(message);
        RuntimeException explained = OutOfMemory.explain(thrown, ADVICE);
        assertInstanceOf(ModelException.class, explained);
        assertSame(thrown, explained.getCause());
        return explained.getMessage();
    }

    @Test
    void saysHowMuchMemoryAGpuHadLeft() {
        assertEquals("The GPU's memory is used up: 394.00 MiB more were wanted, and 13.06 MiB of 14.75 GiB were free. " + ADVICE,
                explained("CUDA out of memory. Tried to allocate 394.00 MiB. GPU 0 has a total capacity of 14.75 GiB of which "
                        + "13.06 MiB is free. Including non-PyTorch memory, this process has 14.73 GiB memory in use. Of the "
                        + "allocated memory 14.45 GiB is allocated by PyTorch, and 152.39 MiB is reserved by PyTorch but "
                        + "unallocated. If reserved but unallocated memory is large try setting "
                        + "PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation."));
        assertEquals("The GPU's memory is used up: 2.00 GiB more were wanted, and 1.06 GiB of 15.90 GiB were free. " + ADVICE,
                explained("CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.90 GiB total capacity; 14.12 GiB already "
                        + "allocated; 1.06 GiB free; 14.15 GiB reserved in total by PyTorch)"));
    }

    @Test
    void findsTheMessageInAnErrorOfTorchScript() {
        assertEquals("The GPU's memory is used up: 20.00 MiB more were wanted, and 8.50 MiB of 7.79 GiB were free. " + ADVICE,
                explained("""
                        The following operation failed in the TorchScript interpreter.
                        Traceback of TorchScript, serialized code (most recent call last):
                          File "code/__torch__.py", line 40, in cross_entropy
                        RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB of \
                        which 8.50 MiB is free."""));
    }

    @Test
    void recognizesTheMessagesOfTheDriverAndItsLibraries() {
        for (String message : new String[] {"CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
            "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"}) {
            assertEquals("The GPU's memory is used up. " + ADVICE, explained(message));
        }
    }

    @Test
    void saysHowMuchMoreMemoryTheMachineNeeds() {
        try (NDManager manager = PyTorch.manager(Device.cpu())) {
            EngineException thrown = assertThrows(EngineException.class, () -> manager.zeros(new Shape(1L << 46)));

            assertEquals("The machine's memory is used up: 262,144.0 GiB more were wanted. " + ADVICE,
                    OutOfMemory.explain(thrown, ADVICE).getMessage());
        }
        assertTrue(explained("[enforce fail at alloc_cpu.cpp:121] data. DefaultCPUAllocator: not enough memory: you tried to "
                + "allocate 3221225472 bytes.").contains("3.0 GiB"), "on Windows");
    }

    @Test
    void returnsEveryOtherExceptionUnchanged() {
        EngineException other = new EngineException("CUDA error: device-side assert triggered");
        ModelException own = new ModelException("The prompt is about 'CUDA out of memory'");

        assertSame(other, OutOfMemory.explain(other, ADVICE));
        assertSame(own, OutOfMemory.explain(own, ADVICE));
    }
}
