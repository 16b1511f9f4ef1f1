package io.github.huggingtweets.notebook.jjava;

import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.notebook.Rendering;
import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** The notebook of the JJava that runs in this program. */
final class JJavaNotebook {

    private static final String MORE_MEMORY = "Start the kernel with more memory, as far as the machine has it:"
            + " set JJAVA_JVM_OPTS=-Xmx4g before you start Jupyter.";

    private static BaseKernel installedIn;

    private JJavaNotebook() {}

    static boolean isRunning() {
        try {
            return BaseKernel.notebookKernel() != null;
        } catch (NullPointerException e) {
            return false; // that is how JJava says no
        }
    }

    static void install() {
        install(BaseKernel.notebookKernel());
    }

    static synchronized void install(BaseKernel kernel) {
        if (kernel == installedIn) {
            return;
        }
        installedIn = kernel;
        for (Rendering<?> rendering : Notebook.renderings()) {
            kernel.getRenderer().createRegistration(rendering.type()).preferring(MIMEType.parse(rendering.mimeType()))
                    .register((noun, context) -> rendering.of(noun)
                            .forEach((type, form) -> context.renderIfRequested(MIMEType.parse(type), () -> form)));
        }
        Notebook.showIn(new JJavaOutput(kernel));
        kernel.evalRaw(Notebook.imports());
        if (kernel.getIO().isAttached()) {
            takeCells(kernel);
        }
    }

    /** Runs the next cells of a JJava that somebody else started. Later versions of it may not let that happen. */
    private static void takeCells(BaseKernel kernel) {
        try {
            Object environment = read(DisplayStream.class, "env", kernel.getIO().display);
            Object shell = ((DefaultReplyEnvironment) environment).getShell();
            new JJavaCells(kernel, MORE_MEMORY).serve((JupyterConnection) read(ShellChannel.class, "connection", shell));
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            // then JJava shows the errors of cells, and stops cells, in its own way
        }
    }

    private static Object read(Class<?> type, String name, Object owner) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
