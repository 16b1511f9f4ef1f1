package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.huggingtweets.lab.KernelPage.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of JupyterLab that are opened, reloaded and closed. */
class JupyterLabIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CULLED_AFTER = Duration.ofSeconds(12);
    private static final String TRAINING = "System.out.println(\"begins\");\n"
            + "var bot = FineTuner.on(Timeline.sample().until(\"2020-06\").clean()).epochs(200).train();\nbot";

    @TempDir
    static Path folder;

    private static LabServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new LabServer(folder.resolve("server.log"), "--LabApp.expose_app_in_browser=True",
                "--MappingKernelManager.cull_idle_timeout=" + CULLED_AFTER.toSeconds(), "--MappingKernelManager.cull_interval=1");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void tellsAPageTheStateOfAKernelThatWasStartedAndRestarted() throws Exception {
        String kernel = server.startKernel();
        try (KernelPage page = server.open(kernel)) {
            String info = page.send("kernel_info_request", JSON.createObjectNode(), JSON.createObjectNode());
            List<Message> opened = page.until(message -> message.type().equals("kernel_info_reply"));
            page.until(message -> message.tellsState("idle"));

            assertTrue(opened.get(0).tellsState("starting") || opened.get(0).tellsState("idle"), opened.toString());
            Message reply = opened.get(opened.size() - 1);
            assertTrue(reply.answers(info));
            assertEquals("Java", reply.content().at("/language_info/name").asText());
            assertFalse(reply.content().path("language_info").has("version"), "it would change each notebook that is opened");

            page.execute("slow", "Thread.sleep(600_000);");
            page.until(message -> message.tellsState("busy"));
            try (KernelPage second = server.open(kernel)) {
                second.until(message -> message.tellsState("busy"));
            }
        }
        server.request("POST", "api/kernels/" + kernel + "/restart", "");
        try (KernelPage page = server.open(kernel)) {
            List<Message> restarted = page.until(message -> message.tellsState("idle"));

            assertTrue(restarted.stream().noneMatch(message -> message.type().equals("execute_input")), restarted.toString());
        }
    }

    @Test
    void showsTheNextPageWhatRunningCellsShow() throws Exception {
        String kernel = server.startKernel();
        String training;
        String queued;
        try (KernelPage page = server.open(kernel)) {
            training = page.execute("train", TRAINING);
            queued = page.execute("generate", "bot.generate(\"I\", 2).size()");
            page.until(message -> message.type().equals("update_display_data"));
        }

        try (KernelPage page = server.open(kernel)) {
            List<Message> shown = page.until(message -> message.type().equals("update_display_data"));
            server.interrupt(kernel); // a training that is stopped gives a bot
            shown.addAll(page.until(message -> message.ends(training)));
            shown.removeIf(message -> !message.answers(training) || message.type().equals("status"));
            Message begun = shown.get(0);
            assertEquals("execute_input train", begun.type() + " " + begun.metadata().path("cellId").asText());
            assertEquals(TRAINING, begun.content().get("code").asText());
            assertEquals("begins\n", shown.get(1).text());
            Message bar = shown.stream().filter(message -> message.text().contains("tokens a second")).findFirst().orElseThrow();
            assertEquals("display_data", bar.type());
            assertTrue(shown.stream().anyMatch(message -> message.type().equals("update_display_data")
                    && message.content().at("/transient/display_id").equals(bar.content().at("/transient/display_id"))),
                    "the bar moves");
            assertEquals("execute_result", shown.get(shown.size() - 1).type());
            assertEquals(1, shown.stream().filter(message -> message.text().equals("begins\n")).count(), "nothing comes twice");

            List<Message> next = page.until(message -> message.ends(queued));
            assertTrue(next.stream().anyMatch(message -> message.type().equals("execute_input")
                    && message.metadata().path("cellId").asText().equals("generate")), next.toString());
            assertTrue(next.stream().anyMatch(message -> message.text().equals("2")), next.toString());
        }
    }

    @Test
    void endsKernelsWithoutAPageWhenTheirWorkIsDone() throws Exception {
        String kernel = server.startKernel();
        String work;
        try (KernelPage page = server.open(kernel)) {
            work = page.execute("work", "Thread.sleep(18_000); \"done\"");
            page.until(message -> message.tellsState("busy"));
        }
        Thread.sleep(CULLED_AFTER.plusSeconds(3).toMillis());
        assertTrue(server.hasKernel(kernel), "a kernel that works stays");
        try (KernelPage page = server.open(kernel)) {
            List<Message> shown = page.until(message -> message.ends(work));
            assertTrue(shown.stream().anyMatch(message -> message.text().equals("done")), shown.toString());
        }
        LabServer.await("the kernel ends", PATIENCE, () -> !server.hasKernel(kernel));
        assertTrue(server.log().contains("Culling 'idle' kernel 'java' (" + kernel + ")"), server.log());
    }

    @Test
    void showsTheBarInAReloadedBrowserAndChangesNoNotebookThatIsOnlyOpened() throws Exception {
        Optional<Path> chromium = PageInBrowser.browser();
        assumeTrue(chromium.isPresent(), "neither Chromium nor Chrome is installed");
        Path notebooks = Files.createDirectories(Lab.ROOT.resolve("target/jupyterlab"));
        Path notebook = notebooks.resolve("training.ipynb");
        Files.writeString(notebook, trainingNotebook());
        byte[] before = Files.readAllBytes(notebook);
        Path profile = Files.createTempDirectory("chromium");
        try (Chromium browser = new Chromium(chromium.get(), profile, server.page("target/jupyterlab/training.ipynb"))) {
            await(browser, "state() === 'idle' && cells().length === 2");
            Thread.sleep(3000); // JupyterLab enters into the notebook what it learns from the kernel
            assertFalse(value(browser, "dirty()"), "the page has unsaved changes");
            assertArrayEquals(before, Files.readAllBytes(notebook));

            browser.value("jupyterapp.commands.execute('notebook:run-all-cells').then(() => {}); 0");
            await(browser, "state() === 'busy' && cells()[0].includes('tokens a second')");
            browser.reload();
            await(browser, "state() === 'busy' && cells()[0].includes('begins') && cells()[0].includes(' left')");
            String bar = evaluate(browser, "cells()[0]").asText();
            await(browser, "cells()[0].includes(' left') && cells()[0] !== " + JSON.writeValueAsString(bar));
            server.interrupt(server.request("GET", "api/sessions", "").get(0).at("/kernel/id").asText());
            await(browser, "state() === 'idle' && cells()[0].includes('Model') && !cells()[0].includes(' left')");
            await(browser, "cells()[1].endsWith('2') && !dirty()");
        } finally {
            delete(profile);
        }
        List<NotebookFile.Cell> saved = NotebookFile.read(notebook).codeCells();
        List<NotebookFile.Output> outputs = saved.get(0).outputs();
        assertEquals("begins\n", outputs.get(0).stream());
        assertTrue(outputs.stream().anyMatch(output -> output.plain().contains("tokens a second")), outputs.toString());
        assertEquals("execute_result", outputs.get(outputs.size() - 1).type());
        assertEquals("2", saved.get(1).output().plain());
    }

    /** {@return a notebook as JupyterLab writes it} */
    private static String trainingNotebook() throws Exception {
        ObjectNode notebook = (ObjectNode) JSON.readTree(Lab.ROOT.resolve("notebooks/huggingtweets-demo.ipynb").toFile());
        notebook.putArray("cells");
        for (String source : List.of(TRAINING, "bot.generate(\"I\", 2).size()")) {
            ObjectNode cell = notebook.withArray("cells").addObject().put("cell_type", "code").putNull("execution_count");
            cell.put("id", "cell-" + notebook.get("cells").size()).put("source", source);
            cell.putObject("metadata");
            cell.putArray("outputs");
        }
        return JSON.writeValueAsString(notebook);
    }

    private static void await(Chromium browser, String condition) throws Exception {
        LabServer.await(condition, PATIENCE, () -> value(browser, condition));
    }

    /** {@return whether a condition on the page is true; on a page that is not there yet it is not} */
    private static boolean value(Chromium browser, String condition) throws Exception {
        return evaluate(browser, condition).asBoolean();
    }

    private static JsonNode evaluate(Chromium browser, String expression) throws Exception {
        return browser
                .value("""
                        (() => {
                            const panel = document.querySelector('.jp-NotebookPanel');
                            const state = () => panel.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status;
                            const cells = () => [...panel.querySelectorAll('.jp-CodeCell')].map(cell =>
                                    cell.querySelector('.jp-OutputArea-output') ? cell.querySelector('.jp-OutputArea').innerText.trim() : '');
                            const dirty = () => document.querySelector('.jp-mod-dirty') !== null;
                            return %s;
                        })()"""
                        .formatted(expression));
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
