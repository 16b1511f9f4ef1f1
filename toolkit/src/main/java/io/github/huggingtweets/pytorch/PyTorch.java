package io.github.huggingtweets.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Platform;
import java.util.function.Supplier;

/**
 * PyTorch as DJL's engine. The first use finds the native library, sets what PyTorch reads when it loads, and starts it; later
 * uses cost nothing.
 */
public final class PyTorch {

    private static final String NAME = "PyTorch";

    private static Engine engine;
    private static boolean hasTokenizers;

    private PyTorch() {}

    /**
     * Returns the engine, and starts it if it does not run yet.
     *
     * @return DJL's engine for PyTorch
     * @throws PyTorchException if the native library is not on this machine and cannot be fetched; the message says what to do
     */
    public static synchronized Engine engine() {
        if (engine == null) {
            withClassPath(() -> {
                Settings.apply();
                if (!Settings.nameLibrary() && Platform.detectPlatform("pytorch").isPlaceholder()) {
                    Settings.use(NativeLibrary.forThisMachine().folder());
                }
                engine = Engine.getEngine(NAME);
            });
        }
        return engine;
    }

    /**
     * Makes an owner of native memory, whose tensors are on one device.
     *
     * @param device the device
     * @return the owner, which the caller closes
     * @throws PyTorchException if the native library is not on this machine and cannot be fetched; the message says what to do
     */
    public static NDManager manager(Device device) {
        return engine().newBaseManager(device);
    }

    /**
     * Computes with a number of PyTorch's threads. What other threads of this program ask of PyTorch is computed with as many as before,
     * so that several trainings at once can share the cores. Sums of float32 depend on the number of threads in their last digits.
     *
     * @param threads the number of threads, at least 1
     * @param work what to compute, on the calling thread
     * @param <T> the type of the result
     * @return the result
     * @throws IllegalArgumentException if the number is less than 1
     * @throws PyTorchException as {@link #engine}
     */
    public static <T> T withThreads(int threads, Supplier<T> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("PyTorch needs a thread; %d are none".formatted(threads));
        }
        engine();
        int before = ThreadCount.get();
        ThreadCount.set(threads);
        try {
            return work.get();
        } finally {
            ThreadCount.set(before);
        }
    }

    /** Loads the native library of DJL's tokenizers, which is in their jar. They need no PyTorch. */
    public static synchronized void startTokenizers() {
        if (!hasTokenizers) {
            withClassPath(() -> {
                Settings.apply();
                LibUtils.checkStatus();
            });
            hasTokenizers = true;
        }
    }

    /** Gives the memory of closed tensors back to the system, which the C library keeps for others. */
    public static void giveFreeMemoryBack() {
        Settings.giveFreeMemoryBack();
    }

    /** DJL looks for its parts with the class loader of the thread, which does not know the toolkit's jars in every notebook. */
    private static void withClassPath(Runnable start) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PyTorch.class.getClassLoader());
        try {
            start.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
