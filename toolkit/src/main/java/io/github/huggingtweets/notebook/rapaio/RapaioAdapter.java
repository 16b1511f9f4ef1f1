package io.github.huggingtweets.notebook.rapaio;

import io.github.huggingtweets.notebook.KernelAdapter;
import java.util.Arrays;

/** Connects the toolkit with a running rapaio-jupyter-kernel. */
public final class RapaioAdapter implements KernelAdapter {

    private static final String KERNEL = "org.rapaio.jupyter.kernel.";

    /** Made by {@code ServiceLoader}. */
    public RapaioAdapter() {}

    /** Asks no class of the kernel, since the first use of one starts a kernel. */
    @Override
    public boolean isRunning() {
        return Arrays.stream(Thread.currentThread().getStackTrace()).anyMatch(frame -> frame.getClassName().startsWith(KERNEL));
    }

    @Override
    public void install() {
        RapaioNotebook.install();
    }
}
