package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.lab.Lab.Result;
import io.github.huggingtweets.lab.NotebookFile.Cell;
import io.github.huggingtweets.lab.NotebookFile.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook that shows what is in an account, run on the embedded sample. */
class ExploreIT {

    private static final Path COMMITTED = Lab.ROOT.resolve("notebooks/explore-tweets.ipynb");

    @TempDir
    private static Path folder;

    private static Result result;
    private static NotebookFile executed;

    @BeforeAll
    static void run() throws Exception {
        result = Lab.in(Lab.ROOT).with("COLUMNS", "90").run("run", COMMITTED.toString(), "--to", folder.toString());
        assertEquals(0, result.status(), result.toString());
        executed = NotebookFile.read(folder.resolve("explore-tweets.ipynb"));
    }

    @Test
    void isCommittedWithoutOutputsAndWithAboutTenCells() throws Exception {
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
    void drawsEveryChart() {
        String html = String.join("\n", executed.outputs().stream().map(Output::html).toList());

        for (String chart : List.of("Tweets by month", "Tweets by hour and weekday", "Likes over time", "Most used words",
                "Most used hashtags", "Most mentioned", "Most used emoji", "Languages", "What each step took out",
                "Lengths of the tweets", "@plover_until_2022 and @plover_since_2023 compared")) {
            assertTrue(html.contains("aria-label=\"" + chart), chart);
        }
    }

    @Test
    void writesAPageThatIsWholeAndReadableOnEveryScreen() throws Exception {
        Path page = folder.resolve("explore-tweets.html");

        PageAssertions.assertIsWholeAndNamed(page, "Explore: what is in an account");
        PageAssertions.assertIsReadableOnEveryScreen(page, folder);
    }

    @Test
    void showsTheFiguresOfTheSample() {
        for (String figure : List.of("3,247", "139", "276", "2,832")) {
            assertTrue(result.out().lines().anyMatch(line -> line.matches("(Tweets|Retweets|Short).* " + figure)), result.out());
        }
        assertTrue(result.out().lines().anyMatch(line -> line.matches(".*Without near-duplicates +2,740 +167 +0 +2,573")),
                result.out());
    }

    @Test
    void printsTablesAndSentencesAsWideAsTheTerminal() {
        String printed = result.out().lines().filter(line -> !line.contains(folder.toString())).collect(Collectors.joining("\n"));

        assertTrue(printed.lines().allMatch(line -> line.length() <= 90), printed);
        assertTrue(
                printed.lines().anyMatch(line -> line.matches("2021-12-26 16:11:13 +931 +I have baked eleven rock cakes.*…")),
                printed);
        assertTrue(printed.lines().anyMatch(line -> line.matches("Languages: .* Left out: 169 tweets in")),
                "between words: " + printed);
    }
}
