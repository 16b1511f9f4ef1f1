package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.lab.Lab.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab bench} runs; it compares texts and counts itself, and fails where they differ. How fast it is is not tested. */
class BenchIT {

    private static final int TWEETS = 2_000;

    @TempDir
    Path folder;

    @Test
    void measuresPrintsAndDraws() throws Exception {
        Result result = Lab.in(folder).run("bench", "--tweets", String.valueOf(TWEETS), "--rounds", "2", "--to",
                folder.toString());

        assertEquals(0, result.status(), result.toString());
        JsonNode figures = new ObjectMapper().readTree(folder.resolve("tweets.json").toFile());
        List<String> works = new ArrayList<>();
        for (JsonNode comparison : figures.get("comparisons")) {
            works.add(comparison.get("work").textValue());
            assertTrue(result.out().contains(comparison.get("work").textValue()), result.out());
            assertNotNull(ImageIO.read(folder.resolve("tweets-" + works.size() + ".png").toFile()));
            for (JsonNode program : comparison.get("programs")) {
                assertTrue(program.get("medianSeconds").doubleValue() > 0, program.toString());
            }
        }
        assertEquals(List.of("Cleaning generated tweets", "Cleaning tweets of the sample", "Reading the ZIP of an archive"),
                works);
        JsonNode cleaning = figures.get("comparisons").get(0);
        assertEquals(TWEETS, cleaning.get("amount").intValue());
        assertEquals("Python", cleaning.get("programs").get(0).get("name").textValue());
        assertEquals(2, cleaning.get("programs").get(0).get("seconds").size());
        assertTrue(figures.get("steps").get(0).get("seconds").has("read"), figures.toString());
        assertNotNull(ImageIO.read(folder.resolve("tweets-steps.png").toFile()));
        assertNotNull(ImageIO.read(folder.resolve("charts/tweetsByMonth.png").toFile()));
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        for (String wrong : List.of("bench birds", "bench --tweets many", "bench --tweets 0", "bench --size 5",
                "bench --rounds")) {
            Result result = Lab.in(folder).run(wrong.split(" "));

            assertEquals(2, result.status(), wrong + ": " + result);
            assertEquals(1, result.err().lines().count(), wrong + ": " + result);
        }
    }
}
