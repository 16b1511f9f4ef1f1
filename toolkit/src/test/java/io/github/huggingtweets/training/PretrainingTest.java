package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.Gpt2Tokenizer;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.tweets.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pre-trains a tiny model on the sample's tweets, about 15 steps with passes=0.1. */
class PretrainingTest {

    @TempDir
    private static Path prepared;

    @TempDir
    private Path model;

    @BeforeAll
    static void prepare() throws IOException {
        Files.write(prepared.resolve("paragraphs.txt"),
                Timeline.sample().clean().tweets().stream().map(tweet -> tweet.replace('\n', ' ')).toList());
        Files.copy(Nano.folder().resolve("tokenizer.json"), prepared.resolve("tokenizer.json"));
    }

    private static PretrainingOptions options(String... others) {
        return PretrainingOptions.of(Stream.concat(
                Stream.of("hidden=16", "layers=1", "heads=2", "batch=2", "every=3", "passes=0.1"), Stream.of(others)).toList());
    }

    /** Trains until the end or a step, and returns the steps taken. */
    private static List<Integer> train(Path model, int stopAfter, String... others) throws IOException {
        List<Integer> steps = new ArrayList<>();
        Pretraining.train(prepared, model, options(others), progress -> {
            steps.add(progress.step());
            if (progress.step() == stopAfter) {
                Thread.currentThread().interrupt();
            }
        });
        return steps;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void stoppedTrainingGoesOnAndEndsWithTheSameModel(@TempDir Path whole) throws IOException {
        List<Integer> steps = train(whole, Integer.MAX_VALUE);

        train(model, 5);
        assertFalse(Files.exists(model.resolve("model.safetensors")), "the training is not complete");
        assertEquals(6, train(model, Integer.MAX_VALUE).get(0));

        assertArrayEquals(Files.readAllBytes(whole.resolve("model.safetensors")),
                Files.readAllBytes(model.resolve("model.safetensors")));
        JsonNode record = json(model.resolve("pretraining.json"));
        assertEquals(json(whole.resolve("pretraining.json")).path("steps"), record.path("steps"));
        assertEquals(json(whole.resolve("pretraining.json")).path("evaluations"), record.path("evaluations"));
        assertEquals(steps.size(), record.path("steps").size());
        assertEquals((steps.size() + 2) / 3, record.path("evaluations").size(), "after every third step, and after the last one");
        assertTrue(train(model, Integer.MAX_VALUE).isEmpty(), "a complete training takes no further step");
    }

    @Test
    void programThatIsEndedKeepsACheckpoint() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Pretraining.class.getName(), prepared.toString(),
                model.toString(), "passes=50", "every=100000", "hidden=16", "layers=1", "heads=2", "batch=2"));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String rest;
        try (BufferedReader lines = program.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("Step 1 of")) {
                line = lines.readLine();
            }
            program.toHandle().destroy(); // as Ctrl+C does; the output stays open
            rest = lines.lines().collect(Collectors.joining("\n"));
        }

        assertEquals(128 + 15, program.waitFor(), rest);
        assertTrue(rest.contains("Stopped after step"), rest);
        try (Stream<Path> checkpoints = Files.list(model.resolve("checkpoints"))) {
            assertEquals(1, checkpoints.count());
        }
    }

    @Test
    void trainingMayBeToldLateToEndEarly(@TempDir Path decidedEarly) throws IOException {
        train(decidedEarly, Integer.MAX_VALUE, "passes=0.075");

        train(model, 7);
        train(model, Integer.MAX_VALUE, "passes=0.075");

        assertArrayEquals(Files.readAllBytes(decidedEarly.resolve("model.safetensors")),
                Files.readAllBytes(model.resolve("model.safetensors")));
    }

    @ParameterizedTest
    @CsvSource({"7, passes=0.045, choose passes=0.0", "7, passes=0.01, choose passes=0.0",
        "15, passes=0.2, choose as many passes as before",
        "7, rate=0.01, the learning rate is 0.002 there and 0.01 here", "7, hidden=32, the shape of the model"})
    void anotherTrainingDoesNotGoOn(int stopAfter, String other, String message) throws IOException {
        train(model, stopAfter);

        String actual = assertThrows(ModelException.class, () -> train(model, Integer.MAX_VALUE, other)).getMessage();
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void trainingMayEndAsEarlyAsTheMessageSays() throws IOException {
        train(model, 7);
        String message = assertThrows(ModelException.class, () -> train(model, Integer.MAX_VALUE, "passes=0.01")).getMessage();

        train(model, Integer.MAX_VALUE, message.replaceAll(".*(passes=0\\.0\\d+) or more", "$1"));

        assertTrue(Files.exists(model.resolve("model.safetensors")), message);
    }

    @Test
    void modelFolderIsWhatFineTuningAndTransformersNeed() throws IOException {
        train(model, Integer.MAX_VALUE);

        assertEquals("float32", json(model.resolve("config.json")).path("dtype").asText());
        assertEquals(HyperParameters.defaults().learningRate(2e-3).batchSize(4).dropout(0), HyperParameters.of(model));
        try (Gpt2 loaded = Gpt2.load(model)) {
            assertEquals(1, loaded.config().layers());
            assertEquals(16, loaded.config().hiddenSize());
            assertEquals(2, loaded.config().heads());
            assertEquals(256, loaded.config().contextLength());
        }
    }

    @Test
    void recordsTheShapeOfTheModel() throws IOException {
        train(model, Integer.MAX_VALUE, "passes=0.001");

        JsonNode record = json(model.resolve("pretraining.json"));
        assertEquals(1, record.path("layers").asInt());
        assertEquals(2, record.path("heads").asInt());
        assertEquals(16, record.path("hidden size").asInt());
        assertEquals(256, record.path("context length").asInt());
        try (Gpt2Tokenizer tokenizer = Gpt2Tokenizer.load(prepared)) {
            assertEquals(tokenizer.size(), record.path("vocabulary size").asInt());
        }
    }

    @Test
    void bitsPerByteOfAUniformModelAreThoseOfItsVocabulary() throws IOException {
        train(model, Integer.MAX_VALUE, "passes=0.001");

        JsonNode record = json(model.resolve("pretraining.json"));
        List<String> heldOut = new ArrayList<>();
        List<String> paragraphs = Files.readAllLines(prepared.resolve("paragraphs.txt"));
        for (int i = 99; i < paragraphs.size(); i += 100) {
            heldOut.add(paragraphs.get(i));
        }
        double bytes = String.join("", heldOut).getBytes(StandardCharsets.UTF_8).length;
        // an untrained model gives each token about the same probability
        double bits = Math.log(record.path("vocabulary size").asInt()) / Math.log(2);
        assertEquals(bits * record.path("tokens held out").asInt() / bytes, record.path("held-out bits per byte").asDouble(),
                0.03);
    }

    @Test
    void fewParagraphsAreRefused(@TempDir Path few) throws IOException {
        Files.copy(prepared.resolve("tokenizer.json"), few.resolve("tokenizer.json"));
        Files.writeString(few.resolve("paragraphs.txt"), "It was a dark and stormy night.\n");

        assertEquals("The books have 1 paragraphs, of which every 100th is held out; add books, a paragraph a line",
                assertThrows(ModelException.class, () -> Pretraining.train(few, model, options(), progress -> {})).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"heads=two, The option heads=two needs a number", "head=2, There is no option head=2; those of a pre-training",
        "passes, The option passes needs a number", "layers=1.5, The option layers is a whole number"})
    void wrongOptionsAreNamed(String option, String message) {
        String actual = assertThrows(IllegalArgumentException.class,
                () -> Pretraining.train(prepared, model, options(option), progress -> {})).getMessage();
        assertTrue(actual.startsWith(message), actual);
    }
}
