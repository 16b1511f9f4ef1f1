package io.github.huggingtweets.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What the program of a kernel does first. */
class KernelProgramTest {

    @TempDir
    Path folder;

    /** Prints what is left of the beginning. */
    static final class Begun {

        private Begun() {}

        /** @param args are ignored */
        public static void main(String[] args) {
            KernelProgram.begin();
            System.out.println(System.getProperty("java.class.path"));
            System.out.println(Table.defaultReaderRegistry.getReaderForExtension("csv").isPresent()
                    + " " + Table.defaultWriterRegistry.getWriterForExtension("csv").getClass().getSimpleName());
        }
    }

    private static String path(String... entries) {
        return String.join(File.pathSeparator, entries);
    }

    @Test
    void looksForReadersOfTablesInAllButTheOtherLibraries() {
        assertEquals(path("mine.jar", "classes", "target/toolkit.jar", "target/lib/tablesaw-core-1.jar", "target/kernel/k.jar"),
                KernelProgram.withReadersOfTables(path("mine.jar", "classes", "target/toolkit.jar", "target/lib/a.jar",
                        "target/lib/tablesaw-core-1.jar", "target/lib/b.jar", "target/kernel/k.jar")));
        assertEquals(path("a.jar", "lib/b.jar"), KernelProgram.withReadersOfTables(path("a.jar", "lib/b.jar")));
    }

    @Test
    void beginsWithTablesThatReadAndWriteAndWithTheWholeClassPath() throws Exception {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path here = Path.of(entry).toAbsolutePath();
            String name = here.getFileName().toString();
            boolean beside = name.startsWith("tablesaw-") || name.startsWith("slf4j-api-");
            entries.add((beside ? Files.copy(here, folder.resolve(name)) : here).toString());
        }
        String classPath = path(entries.toArray(String[]::new));
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath, Begun.class.getName()).redirectErrorStream(true).start();
        String printed = new String(program.getInputStream().readAllBytes());

        assertEquals(0, program.waitFor(), printed);
        assertTrue(printed.contains(classPath + System.lineSeparator() + "true CsvWriter"), printed);
    }
}
