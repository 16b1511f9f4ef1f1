package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import io.github.huggingtweets.lab.NotebookFile.Cell;
import io.github.huggingtweets.lab.NotebookFile.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook that shows what a bot is and how trainings compare, run on the embedded sample without a network. */
class ShareAndTrackIT {

    private static final Path COMMITTED = Lab.ROOT.resolve("notebooks/share-and-track.ipynb");
    private static final Path MADE = Lab.ROOT.resolve("target/share-and-track");

    @TempDir
    private static Path folder;

    private static Result result;
    private static NotebookFile executed;

    @BeforeAll
    static void run() throws Exception {
        result = Lab.in(Lab.ROOT).with("COLUMNS", "100").run("run", COMMITTED.toString(), "--to", folder.toString());
        assertEquals(0, result.status(), result.toString());
        executed = NotebookFile.read(folder.resolve("share-and-track.ipynb"));
    }

    private static String allHtml() {
        return executed.outputs().stream().map(Output::html).collect(Collectors.joining("\n"));
    }

    @Test
    void isCommittedWithoutOutputsAndWithFewCells() throws Exception {
        NotebookFile committed = NotebookFile.read(COMMITTED);

        assertEquals(List.of(), committed.outputs());
        assertTrue(committed.codeCells().size() <= 10, committed.codeCells().size() + " code cells");
        assertEquals("java", committed.json().at("/metadata/kernelspec/name").asText());
    }

    @Test
    void showsSomethingInEveryCellAndNoErrors() {
        for (Cell cell : executed.codeCells()) {
            assertFalse(cell.outputs().isEmpty(), "shows nothing: " + cell.source());
            for (Output output : cell.outputs()) {
                assertNotEquals("error", output.type(), cell.source() + output);
                assertNotEquals("stderr", output.json().path("name").asText(), cell.source() + output);
            }
        }
        assertEquals("", result.err());
    }

    @Test
    void comparesItsTwoTrainings() {
        String html = allHtml();

        assertTrue(html.contains("aria-label=\"Losses: 2 runs."), "the chart of the losses");
        assertTrue(html.contains("aria-label=\"Losses on held-out tweets: 2 runs."),
                "the chart of the losses on held-out tweets");
        assertTrue(result.out().lines().anyMatch(line -> line.matches("second +5\\.0E-4")), result.out());
        assertTrue(result.out().lines().anyMatch(line -> line.matches("first +0\\.002")), result.out());
    }

    @Test
    void tellsHowMuchTheBotCopiesAndAsksWhoWroteWhat() {
        assertTrue(result.out().lines().anyMatch(line -> line.matches(" *Same as a training tweet +\\d+ \\(.*%\\)")),
                result.out());
        assertTrue(executed.codeCells().stream().filter(cell -> cell.source().startsWith("Quiz"))
                .flatMap(cell -> cell.outputs().stream()).anyMatch(output -> output.html().contains("<details")), "the quiz");
    }

    @Test
    void savesBotsWithReportPictureCardAndEvents() throws Exception {
        try (Stream<Path> files = Files.list(MADE.resolve("first"))) {
            Set<String> names = files.map(file -> file.getFileName().toString().replaceFirst("\\.\\d+\\.", ".N."))
                    .collect(Collectors.toSet());
            assertTrue(names.containsAll(Set.of("README.md", "run.json", "report.json", "predictions.png",
                    "events.out.tfevents.N.huggingtweets")), names.toString());
        }
        assertTrue(Files.readString(MADE.resolve("page.html")).contains("Winifred Plover"));
    }

    @Test
    void writesAPageThatIsWholeAndReadableOnEveryScreen() throws Exception {
        Path page = folder.resolve("share-and-track.html");

        PageAssertions.assertIsWholeAndNamed(page, "Share and track: what a bot is, and how it was made");
        PageAssertions.assertIsReadableOnEveryScreen(page, folder);
    }
}
