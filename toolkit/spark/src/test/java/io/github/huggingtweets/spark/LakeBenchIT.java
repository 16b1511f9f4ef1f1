package io.github.huggingtweets.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./lab bench spark} runs, and writes its results. It compares the figures of all programs and of the generator itself, and fails
 * if they differ. Speed is not tested.
 */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class LakeBenchIT {

    /** The top folder of the repository. Maven runs tests in the folder of their module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final int TWEETS = 20_000;

    @TempDir
    Path folder;

    private record Result(int status, String out, String err) {}

    private Result bench(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("lab").toString(), "bench", "spark"));
        command.addAll(List.of(options));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(command + " did not end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void measuresLakesPrintsATableAndDrawsCharts() throws Exception {
        Result result =
                bench("--tweets", String.valueOf(TWEETS), "--authors", "10,500", "--rounds", "1", "--to", folder.toString());

        assertEquals(0, result.status(), result.toString());
        JsonNode figures = new ObjectMapper().readTree(folder.resolve("spark.json").toFile());
        List<String> works = figures.get("comparisons").findValuesAsText("work");
        assertEquals(List.of("Cleaning and counting, one worker and two", "The same beside one process",
                "By number of authors, two workers", "Forms of a lake, two workers", "Most memory of a worker"), works);
        for (int i = 0; i < works.size(); i++) {
            assertTrue(result.out().contains(works.get(i)), result.out());
            assertNotNull(ImageIO.read(folder.resolve("spark-%d.png".formatted(i + 1)).toFile()));
        }
        assertNotNull(ImageIO.read(folder.resolve("spark.png").toFile()));
        JsonNode workers = figures.get("comparisons").get(0);
        assertEquals(TWEETS, workers.get("amount").intValue());
        assertEquals(List.of("one worker", "two workers"), workers.get("programs").findValuesAsText("name"));
        assertEquals("at least 1.60", workers.get("target").textValue());
        String notes = figures.get("notes").toString();
        assertTrue(notes.contains("trains a bot of the embedded model from 1,000 tweets"), notes);
        assertTrue(notes.contains("bytes of a disk as a line of JSON"), notes);
    }

    @Test
    void refusesWrongOptionsBeforeAnythingStarts() throws Exception {
        Result result = bench("--authors", "many");

        assertEquals(2, result.status(), result.toString());
        assertEquals("--authors takes a number from 1 to 1000000, not many.\n", result.err());
    }
}
