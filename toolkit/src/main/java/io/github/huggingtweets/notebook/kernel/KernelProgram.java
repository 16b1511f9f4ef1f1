package io.github.huggingtweets.notebook.kernel;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import tech.tablesaw.api.Table;

/** A program that Jupyter starts as the kernel of a notebook of {@code ./lab}. */
public final class KernelProgram {

    /** How a user of {@code ./lab} gives Java more memory. */
    public static final String MORE_MEMORY = "Start the lab with more memory, as far as the machine has it,"
            + " such as LAB_JAVA_OPTS=-Xmx4g ./lab, and run the notebook again.";

    private KernelProgram() {}

    /** Prepares this program, before it makes the kernel. */
    public static void begin() {
        Logger.getLogger("").setLevel(Level.WARNING); // otherwise each log line of a library is a red box in the notebook
        endWithJupyter();
        initializeTables();
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
}
