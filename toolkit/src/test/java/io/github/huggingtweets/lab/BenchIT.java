package io.github.huggingtweets.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.lab.Lab.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./lab bench} runs, and writes its results. It compares the texts and counts of both sides itself, and fails if they
 * differ. Speed is not tested.
 */
class BenchIT {

    private static final int TWEETS = 2_000;

    @TempDir
    Path folder;

    @Test
    void measuresTweetsPrintsATableAndDrawsCharts() throws Exception {
        Result result = Lab.in(folder).run("bench", "tweets", "--tweets", String.valueOf(TWEETS), "--rounds", "2", "--to",
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
        assertEquals(List.of("Cleaning generated tweets", "Cleaning tweets of the sample", "Indexing training tweets",
                "Finding what texts copy", "First reading of a JSON Lines file", "Reading the ZIP of an archive"), works);
        JsonNode cleaning = figures.get("comparisons").get(0);
        assertEquals(TWEETS, cleaning.get("amount").intValue());
        assertEquals("Python", cleaning.get("programs").get(0).get("name").textValue());
        assertEquals(2, cleaning.get("programs").get(0).get("seconds").size());
        assertTrue(figures.get("steps").get(0).get("seconds").has("read"), figures.toString());
        assertNotNull(ImageIO.read(folder.resolve("tweets-steps.png").toFile()));
        assertNotNull(ImageIO.read(folder.resolve("charts/tweetsByMonth.png").toFile()));
    }

    @Test
    void measuresTheModelWithoutPython() throws Exception {
        Result result = Lab.in(folder).run("bench", "model", "--small", "--alone", "--only", "training,generation,profile",
                "--rounds", "1", "--to", folder.toString());

        JsonNode figures = figuresOfTheModel(result);
        List<String> works = new ArrayList<>(works(figures));
        works.removeIf(work -> work.endsWith(" by default")); // which is measured where the default is not float32
        assertEquals(List.of("Fine-tuning, float32", "Most memory, float32", "Fine-tuning, bfloat16",
                "10 tweets for \"My dream is\"", "One text of 160 tokens"), works);
        assertEquals(List.of("toolkit, float32"), figures.get("comparisons").get(0).findValuesAsText("name"));
        assertEquals("Where a step of toolkit, float32 goes", figures.get("steps").get(0).get("work").textValue());
        assertFalse(result.out().contains("to reach"), result.out());
    }

    @Test
    @EnabledIfSystemProperty(named = "huggingtweets.python", matches = ".+")
    void measuresTheModelBesideTransformers() throws Exception {
        Result result = Lab.in(folder).run("bench", "model", "--small", "--rounds", "1", "--to", folder.toString());

        JsonNode figures = figuresOfTheModel(result);
        List<String> works = works(figures);
        assertTrue(works.containsAll(List.of("Share of products, bfloat16", "Share of reading memory",
                "Start to the first token")), works.toString());
        assertEquals(List.of("transformers", "toolkit, float32"), figures.get("comparisons").get(0).findValuesAsText("name"));
        assertTrue(figures.get("comparisons").get(0).get("target").textValue().startsWith("at least "), figures.toString());
        String notes = figures.get("notes").toString();
        assertTrue(works.contains("Fine-tuning, compiled bfloat16")
                || notes.contains("torch.compile takes "), notes);
        assertTrue(works.contains("10 texts at once, llama.cpp F32")
                && notes.contains("The 40 most probable tokens of llama.cpp") || notes.contains("llama.cpp takes "), notes);
        assertTrue(result.out().contains("to reach"), result.out());
        assertNotNull(ImageIO.read(folder.resolve("model.png").toFile()));
    }

    private JsonNode figuresOfTheModel(Result result) throws IOException {
        assertEquals(0, result.status(), result.toString());
        JsonNode figures = new ObjectMapper().readTree(folder.resolve("model.json").toFile());
        for (JsonNode comparison : figures.get("comparisons")) {
            assertTrue(result.out().contains(comparison.get("work").textValue()), result.out());
            for (JsonNode program : comparison.get("programs")) {
                assertTrue(program.path("medianSeconds").asDouble(program.path("median").asDouble()) > 0, program.toString());
            }
        }
        assertTrue(result.out().startsWith(figures.get("processor").textValue()), result.out());
        assertTrue(figures.get("steps").get(0).get("seconds").get("matrix products").doubleValue() > 0, figures.toString());
        assertNotNull(ImageIO.read(folder.resolve("model-1.png").toFile()));
        return figures;
    }

    private static List<String> works(JsonNode figures) {
        return figures.get("comparisons").findValuesAsText("work");
    }

    @Test
    void refusesUnknownBenchmarksAndOptions() throws Exception {
        for (String wrong : List.of("bench birds", "bench tweets --tweets many", "bench model --alone --only songs")) {
            Result result = Lab.in(folder).run(wrong.split(" "));

            assertEquals(2, result.status(), wrong + ": " + result);
            assertEquals(1, result.err().lines().count(), wrong + ": " + result);
        }
    }
}
