package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab run}, and with it the Java kernel: notebooks written here, executed by Jupyter, read back. */
class NotebookRunIT {

    @TempDir
    Path folder;

    private Path folderWithSpaces() throws IOException {
        return Files.createDirectories(folder.resolve("a folder, with späces"));
    }

    @Test
    void runsANotebookInItsOwnFolder() throws Exception {
        Path lies = folderWithSpaces();
        Files.writeString(lies.resolve("beside.txt"), "read from beside the notebook");
        NotebookFile.write(lies.resolve("my notebook.ipynb"), false,
                "Files.readString(Path.of(\"beside.txt\"))",
                "System.out.print(\"¿qué? \"); System.out.println(\"日本 👩‍🌾\")",
                "Timeline.sample().clean()",
                "Charts.tweetsByMonth(Timeline.sample())",
                "Environment.check(); 6 * 7");
        Path home = Files.createDirectories(folder.resolve("home"));

        Result result = Lab.in(folder).with("HOME", home.toString()).with("LAB_JAVA_OPTS", "-Duser.home=" + home)
                .run("run", lies.getFileName() + "/my notebook.ipynb", "--to", "out put");

        assertEquals(0, result.status(), result.toString());
        for (String shown : List.of("read from beside the notebook", "¿qué? 日本 👩‍🌾", "Tweets kept          2,832", "42")) {
            assertTrue(result.out().lines().toList().contains(shown), result.out());
        }
        NotebookFile executed = NotebookFile.read(folder.resolve("out put/my notebook.ipynb"));
        assertEquals("read from beside the notebook", executed.codeCells().get(0).output().plain());
        assertEquals("¿qué? 日本 👩‍🌾\n", executed.codeCells().get(1).output().stream());
        assertTrue(executed.codeCells().get(2).output().html().contains("<td class=\"number\">2,832</td>"));
        String page = Files.readString(folder.resolve("out put/my notebook.html"));
        assertTrue(page.contains("read from beside the notebook") && page.contains("👩‍🌾"));
        assertEquals("", result.err());
        try (Stream<Path> files = Files.walk(home)) {
            // Java caches the machine's list of fonts there, and offers no setting for the place
            List<Path> written = files.filter(Files::isRegularFile).filter(file -> !file.startsWith(home.resolve(".java/fonts")))
                    .toList();
            assertEquals(List.of(), written, "written into the home of the user");
        }
    }

    /** {@return the public classes of the top packages but {@code http} and {@code pytorch}, which only the toolkit itself needs} */
    private static List<Class<?>> publicClasses() throws IOException, ClassNotFoundException {
        List<Class<?>> found = new ArrayList<>();
        Path classes = Lab.ROOT.resolve("toolkit/target/classes");
        try (Stream<Path> files = Files.walk(classes.resolve("io/github/huggingtweets"), 2)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("[A-Z]\\w+\\.class")).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(name, false, NotebookRunIT.class.getClassLoader());
                if (Modifier.isPublic(type.getModifiers()) && !type.getPackageName().matches(".*\\.(http|pytorch)")) {
                    found.add(type);
                }
            }
        }
        return found;
    }

    @Test
    void importsEveryPublicClassOfTheToolkit() throws Exception {
        List<Class<?>> nouns = publicClasses();
        assertTrue(nouns.size() > 25, nouns.toString());
        NotebookFile.write(folder.resolve("names.ipynb"), true,
                nouns.stream().map(noun -> noun.getSimpleName() + ".class.getName()").toArray(String[]::new));

        Lab.in(folder).run("run", "names.ipynb", "--to", "out");

        List<NotebookFile.Cell> cells = NotebookFile.read(folder.resolve("out/names.ipynb")).codeCells();
        for (int i = 0; i < nouns.size(); i++) {
            assertEquals(nouns.get(i).getName(), cells.get(i).output().plain(), cells.get(i).output().error());
        }
    }

    @Test
    void showsRefusalsOfTheToolkitAsOneSentence() throws Exception {
        Files.writeString(folder.resolve("cut.zip"), "PK\3\4 cut off");
        Path full = Files.createDirectories(folder.resolve("model"));
        Files.writeString(full.resolve("config.json"), "{\"model_type\": \"llama\"}");
        NotebookFile.write(folder.resolve("refused.ipynb"), true,
                "Timeline.archive(Path.of(\"nowhere.zip\"))",
                "Timeline.archive(Path.of(\"cut.zip\"))",
                "FineTuner.on(Corpus.of(new Author(\"a\", \"A\", Optional.empty()), List.of(\"one two three\"), 1))",
                "Bot.load(Path.of(\"model\"))",
                "Sampling.defaults().topP(2)",
                "Timeline.sample().asOne(\" \", \"Somebody\")",
                "Timeline.sample().where(table -> table.intColumn(\"nope\").isGreaterThan(3))",
                "new Figures(1, 2, 3, 4)");

        Result result = Lab.in(folder).run("run", "refused.ipynb", "--to", "out");

        assertEquals(0, result.status(), result.toString());
        for (NotebookFile.Cell cell : NotebookFile.read(folder.resolve("out/refused.ipynb")).codeCells()) {
            String error = cell.output().error();
            assertEquals("error", cell.output().type());
            assertEquals(1, error.lines().count(), error);
            assertFalse(error.isBlank() || error.contains("Exception"), error);
        }
    }

    @Test
    void runsANotebookInJJava() throws Exception {
        NotebookFile.write(folder.resolve("jjava.ipynb"), true,
                "org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getName()",
                "Timeline.sample().clean()",
                "Timeline.archive(Path.of(\"nowhere.zip\"))",
                "System.out.print(1); System.out.println(2)");

        Result result = Lab.in(folder).with("LAB_KERNEL", "jjava").run("run", "jjava.ipynb", "--to", "out");

        assertEquals(0, result.status(), result.toString());
        List<NotebookFile.Cell> cells = NotebookFile.read(folder.resolve("out/jjava.ipynb")).codeCells();
        assertEquals("JJava", cells.get(0).output().plain());
        assertTrue(cells.get(1).output().html().contains("<td class=\"number\">2,832</td>"), cells.get(1).toString());
        assertEquals("There is no file or folder %s; give the ZIP that X sent you, or the folder unpacked from it."
                .formatted(folder.toRealPath().resolve("nowhere.zip")), cells.get(2).output().error());
        assertEquals("12\n", cells.get(3).output().stream());
    }

    @Test
    void showsOtherErrorsWithTheirStackTrace() throws Exception {
        NotebookFile.write(folder.resolve("errors.ipynb"), true,
                "int half(int x) { return 1 / x; }\nhalf(0)",
                "int x = \"a\";",
                "Figures none = null; none.kept()",
                "throw new IllegalStateException();",
                "new ArrayList<>(List.of(1)).get(7)",
                "var all = new ArrayList<byte[]>(); while (true) { all.add(new byte[50_000_000]); }",
                "1 + 1");

        Result result = Lab.in(folder).run("run", "errors.ipynb", "--to", "out");

        assertEquals(0, result.status(), result.toString());
        List<NotebookFile.Cell> cells = NotebookFile.read(folder.resolve("out/errors.ipynb")).codeCells();
        List<String> errors = cells.stream().limit(6).map(cell -> cell.output().error()).toList();
        assertTrue(errors.get(0).matches("(?s)java\\.lang\\.ArithmeticException: / by zero\n    at .*half.*"), errors.get(0));
        assertTrue(errors.get(1).contains("String cannot be converted to int"), errors.get(1));
        assertTrue(errors.get(2).startsWith("java.lang.NullPointerException: Cannot invoke"), errors.get(2));
        assertTrue(errors.get(3).startsWith("java.lang.IllegalStateException\n    at "), errors.get(3));
        assertTrue(errors.get(4).contains("IndexOutOfBoundsException") && errors.get(4).contains("at java.base/"), errors.get(4));
        assertTrue(errors.get(5).contains("is used up") && errors.get(5).contains("LAB_JAVA_OPTS"), errors.get(5));
        assertEquals("2", cells.get(6).output().plain(), "the kernel goes on");
    }

    @Test
    void endsAtAFailingCellAndKeepsEarlierOutputs() throws Exception {
        NotebookFile.write(folder.resolve("fails.ipynb"), false,
                "\"the first\"", "// looks for tweets\nTimeline.archive(Path.of(\"nowhere\"))", "\"the third\"");

        Result result = Lab.in(folder).run("run", "fails.ipynb", "--to", "out");

        assertEquals(1, result.status(), result.toString());
        assertEquals("""

                Code cell 2 of 3 failed:

                    // looks for tweets
                    Timeline.archive(Path.of("nowhere"))

                There is no file or folder %s; give the ZIP that X sent you, or the folder unpacked from it.
                """.formatted(folder.toRealPath().resolve("nowhere")), result.err());
        assertTrue(result.out().startsWith("the first\n"), result.out());
        List<NotebookFile.Cell> cells = NotebookFile.read(folder.resolve("out/fails.ipynb")).codeCells();
        assertEquals("the first", cells.get(0).output().plain());
        assertEquals("error", cells.get(1).output().type());
        assertEquals(List.of(), cells.get(2).outputs());
        assertTrue(Files.readString(folder.resolve("out/fails.html")).contains("There is no file or folder"));
    }

    @Test
    void reportsAKernelThatDies() throws Exception {
        String fatal = "Runtime.getRuntime().halt(137);";
        NotebookFile.write(folder.resolve("dies.ipynb"), false, "\"the first\"", fatal, "\"the third\"");

        Result result = Lab.in(folder).run("run", "dies.ipynb", "--to", "out");

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().contains("Code cell 2 of 3 ended the Java kernel:\n\n    " + fatal + "\n"), result.err());
        assertFalse(result.err().contains("Traceback"), result.err());
        assertEquals("the first", NotebookFile.read(folder.resolve("out/dies.ipynb")).codeCells().get(0).output().plain());
    }

    @Test
    void endsWithASentenceIfTheKernelDoesNotStart() throws Exception {
        NotebookFile.write(folder.resolve("a.ipynb"), false, "1");

        Result result = Lab.in(folder).with("LAB_JAVA_OPTS", "-Xmx99z").run("run", "a.ipynb", "--to", "out");

        assertEquals(1, result.status(), result.toString());
        assertTrue(result.err().startsWith("Invalid maximum heap size: -Xmx99z"), result.err());
        assertTrue(result.err().lines().reduce((a, b) -> b).orElseThrow().startsWith("The Java kernel does not start ("),
                result.err());
        assertEquals("", result.out());
    }

    @Test
    void refusesFilesThatAreNotJavaNotebooks() throws Exception {
        Files.writeString(folder.resolve("text.ipynb"), "not JSON");
        Files.writeString(folder.resolve("empty.ipynb"), "");
        Files.writeString(folder.resolve("list.ipynb"), "[1, 2]");
        Path python = NotebookFile.write(folder.resolve("python.ipynb"), false, "print(1)");
        Files.writeString(python, Files.readString(python).replace("\"language\":\"java\"", "\"language\":\"python\""));
        Files.writeString(folder.resolve("a file"), "");
        NotebookFile.write(folder.resolve("java.ipynb"), false, "1");

        for (List<String> wrong : List.of(
                List.of("text.ipynb", "out", "text.ipynb is not a Jupyter notebook"),
                List.of("empty.ipynb", "out", "empty.ipynb is not a Jupyter notebook"),
                List.of("list.ipynb", "out", "list.ipynb is not a Jupyter notebook"),
                List.of("python.ipynb", "out", "is a notebook in python"),
                List.of("java.ipynb", ".", "would overwrite"),
                List.of("java.ipynb", "a file/out", "cannot be made"))) {
            Result result = Lab.in(folder).run("run", wrong.get(0), "--to", wrong.get(1));

            assertEquals(1, result.status(), wrong + ": " + result);
            assertTrue(result.err().contains(wrong.get(2)), wrong + ": " + result);
            assertEquals(1, result.err().strip().lines().count(), wrong + ": " + result);
            assertFalse(Files.exists(folder.resolve("out")), wrong + ": " + result);
        }
    }
}
