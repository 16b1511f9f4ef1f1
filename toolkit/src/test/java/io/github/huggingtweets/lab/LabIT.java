package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of the script, and what it needs of a machine. */
class LabIT {

    /** The programs that the script uses, besides Java and Python. */
    private static final List<String> TOOLS = List.of("basename", "bash", "cat", "cp", "dirname", "env", "find", "grep", "id",
            "ln", "mkdir", "mv", "readlink", "sed", "uname");

    @TempDir
    Path folder;

    /** Makes a folder of programs: the tools, and scripts that imitate other versions of Java and Python. */
    private Path path(String java, String python) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path real = Stream.of(System.getenv("PATH").split(":")).map(Path::of).map(dir -> dir.resolve(tool))
                    .filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError("this machine has no " + tool));
            program(bin.resolve(tool), "exec " + real + " \"$@\"");
        }
        if (java != null) {
            program(bin.resolve("java"), "echo 'openjdk version \"" + java + "\" 2024-01-16' >&2");
        }
        if (python != null) {
            program(bin.resolve("python3"), python);
        }
        return bin;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Result setUpWith(Path path) throws IOException, InterruptedException {
        return Lab.in(folder).with("PATH", path.toString()).with("JAVA_HOME", null).run("setup");
    }

    @Test
    void namesEverythingThatIsMissingAndHowToInstallIt() throws Exception {
        Result result = setUpWith(path(null, null));

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("There is no JDK"), result.err());
        assertTrue(result.err().contains("sudo apt install openjdk-21-jdk || sudo apt install openjdk-17-jdk"), result.err());
        assertTrue(result.err().contains("brew install --cask temurin"), result.err());
        assertTrue(result.err().contains("There is no Python 3.10 or newer"), result.err());
        assertTrue(result.err().contains("sudo apt install python3 python3-venv"), result.err());
        assertTrue(result.err().contains("brew install python"), result.err());
    }

    @Test
    void formatsWithoutLookingForPython() throws Exception {
        Result result = Lab.in(folder).with("PATH", path(null, null).toString()).with("JAVA_HOME", null).run("format");

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("There is no JDK"), result.err());
        assertFalse(result.err().contains("Python"), result.err());
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        for (String version : List.of("11.0.22", "1.8.0_402", "16-ea")) {
            Path path = folder.resolve("bin");
            if (Files.exists(path)) {
                program(path.resolve("java"), "echo 'openjdk version \"" + version + "\"' >&2");
            } else {
                path = path(version, "exit 0");
            }
            Result result = setUpWith(path);

            assertEquals(1, result.status(), result.toString());
            assertTrue(result.err().contains("is version " + version + ", and a JDK 17 or newer is needed"), result.err());
            assertFalse(result.err().contains("Python"), result.err());
        }
    }

    @Test
    void refusesAJavaWithoutItsCompiler() throws Exception {
        Result result = setUpWith(path("21.0.2", "exit 0"));

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("has no compiler (javac)"), result.err());
    }

    @Test
    void refusesAJavaHomeWithoutAJdk() throws Exception {
        Result result = Lab.in(folder).with("JAVA_HOME", "/no/such/jdk").run("setup");

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("There is no JDK in JAVA_HOME, /no/such/jdk,"), result.err());
        assertTrue(result.err().contains("unset JAVA_HOME"), result.err());
    }

    @Test
    void asksForDebiansPackageOfPythonModules() throws Exception {
        Path path = path("17.0.9", "case \"$2\" in *ensurepip*) exit 1 ;; esac");
        program(path.resolve("javac"), "echo javac 17.0.9");
        Result result = setUpWith(path);

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("its modules venv and ensurepip are missing"), result.err());
        assertTrue(result.err().contains("sudo apt install python3-venv"), result.err());
        assertFalse(result.err().contains("JDK"), result.err());
    }

    @Test
    void printsHelpAndRefusesUnknownCommands() throws Exception {
        String help = Lab.in(folder).run("help").out();
        for (String named : List.of("./lab demo", "HUGGINGTWEETS_DEVICE ", "HUGGINGTWEETS_CACHE ", "LAB_KERNEL ")) {
            assertTrue(help.contains(named), help);
        }
        for (String wrong : List.of("dmeo", "run", "run none.ipynb", "run --too x", "run a.ipynb b.ipynb", "run a.ipynb --to",
                "pretrain", "pretrain none model")) {
            Result result = Lab.in(folder).run(wrong.split(" "));

            assertEquals(2, result.status(), wrong + ": " + result);
            assertEquals(1, result.err().lines().count(), wrong + ": " + result);
        }
    }

    @Test
    void refusesAnUnknownKernel() throws Exception {
        Result result = Lab.in(folder).with("LAB_KERNEL", "kotlin").run("setup");

        assertEquals(2, result.status(), result.toString());
        assertEquals("There is no kernel 'kotlin'. LAB_KERNEL can be ijava, which is the default, or jjava.\n", result.err());
    }

    @Test
    void setsUpNothingASecondTime() throws Exception {
        Lab.in(folder).run("setup");
        String nowhere = "http://localhost:1";
        Result again = Lab.in(folder).with("https_proxy", nowhere).with("http_proxy", nowhere).run("setup");

        assertEquals(0, again.status(), again.toString());
        assertEquals("Everything is set up.\n", again.err());
        assertEquals("", again.out());
    }
}
