package io.github.huggingtweets.notebook.kernel;

import java.io.File;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import tech.tablesaw.api.Table;

/** A program that Jupyter starts as the kernel of a notebook of {@code ./lab}. */
public final class KernelProgram {

    /** How a user of {@code ./lab} gives Java more memory. */
    public static final String MORE_MEMORY = "Start the lab with more memory, as far as the machine has it,"
            + " such as LAB_JAVA_OPTS=-Xmx4g ./lab, and run the notebook again.";

    private static final String CLASS_PATH = "java.class.path";

    private KernelProgram() {}

    /** Prepares this program, before it makes the kernel. */
    public static void begin() {
        Logger.getLogger("").setLevel(Level.WARNING); // otherwise each log line of a library is a red box in the notebook
        initializeTables();
        endWithJupyter();
    }

    /** Ends the kernel when Jupyter ends: a server that is killed does not ask its kernels to end. */
    private static void endWithJupyter() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID")).map(Long::valueOf).flatMap(ProcessHandle::of)
                .ifPresent(jupyter -> jupyter.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /**
     * Loads Tablesaw at once: if its initialization is interrupted, it cannot be used again in this program. It looks through the
     * whole class path for readers of tables. The toolkit's libraries have none but Tablesaw's own, and without the others it takes
     * half the time. Nothing else of this program runs yet that could need the class path.
     */
    private static void initializeTables() {
        String classPath = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, withReadersOfTables(classPath));
        try {
            Table.create();
        } finally {
            System.setProperty(CLASS_PATH, classPath);
        }
    }

    /** {@return a class path without the jars that lie beside Tablesaw's, except those of Tablesaw} */
    static String withReadersOfTables(String classPath) {
        String[] entries = classPath.split(File.pathSeparator);
        File libraries = null;
        for (String entry : entries) {
            if (isTablesaw(new File(entry))) {
                libraries = new File(entry).getParentFile();
            }
        }
        StringJoiner kept = new StringJoiner(File.pathSeparator);
        for (String entry : entries) {
            File file = new File(entry);
            if (libraries == null || !libraries.equals(file.getParentFile()) || isTablesaw(file)) {
                kept.add(entry);
            }
        }
        return kept.toString();
    }

    private static boolean isTablesaw(File jar) {
        return jar.getName().startsWith("tablesaw-");
    }
}
