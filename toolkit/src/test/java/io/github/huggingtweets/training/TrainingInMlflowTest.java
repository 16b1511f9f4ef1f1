package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.GeneratedTweets;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.report.Report;
import io.github.huggingtweets.report.Voice;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.MlflowServer;
import io.github.huggingtweets.tracking.RecordedAt;
import io.github.huggingtweets.tracking.Tracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * MLflow's own client finds in a real MLflow server what trainings recorded there. The system property {@code huggingtweets.services}
 * names the folder of a Python that has MLflow; {@code ./lab test --with-services} installs it.
 */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class TrainingInMlflowTest {

    private static final String NAME = "Heron 🪶 | <script>alert(1)</script> ![x](http://y.example/z.png) `a` **b**";

    @TempDir
    private static Path folder;

    private static Path base;
    private static MlflowServer server;

    @TempDir
    private Path cache;

    @BeforeAll
    static void startAServer() throws IOException, InterruptedException {
        server = new MlflowServer(folder.resolve("server"));
        base = folder.resolve("base");
        SmallBot.saveAsBase(base);
    }

    @AfterAll
    static void stopTheServer() throws InterruptedException {
        server.close();
    }

    private static Corpus corpus(String handle) {
        return Corpus.of(new Author(handle, NAME, Optional.empty()),
                IntStream.range(0, 200).mapToObj(i -> "Caught " + i * i % 77 + " frogs | by <b>the</b> mill pond 🪶 " + i)
                        .toList(),
                3);
    }

    private Tracker tracker() {
        return Tracker.mlflow(server.address()).cacheIn(cache);
    }

    private static FineTuner fineTuner(String handle, Tracker tracker) {
        return FineTuner.on(corpus(handle)).base(base).epochs(2).holdOut(0.1).evaluateEvery(20).learningRate(5e-3).device("cpu")
                .track(tracker);
    }

    /** {@return the only run of an author} */
    private static JsonNode run(String handle) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        server.runs("huggingtweets").forEach(run -> {
            if (run.path("tags").path("authors").asText().equals("@" + handle)) {
                found.add(run);
            }
        });
        assertEquals(1, found.size());
        return found.get(0);
    }

    private static List<String> history(JsonNode run, String metric) {
        List<String> history = new ArrayList<>();
        run.path("metrics").path(metric)
                .forEach(value -> history.add(value.path(0).asInt() + ": " + Double.valueOf(value.path(1).asText())));
        return history;
    }

    private static List<String> losses(Run run) {
        return run.steps().stream().map(step -> step.step() + ": " + step.loss()).toList();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recordsEachStepOfThePipeline() throws IOException, InterruptedException {
        RecordingListener listener = new RecordingListener();
        try (Bot bot = fineTuner("heron", tracker()).listener(listener).train()) {
            GeneratedTweets tweets = bot.generate("I | <img src=x>", 2, Sampling.defaults().seed(1).maxLength(30));
            bot.generate(1, Sampling.defaults().seed(2).maxLength(30));
            tracker().send();
            Run made = bot.run();
            JsonNode run = run("heron");

            assertEquals("FINISHED", run.path("status").asText());
            assertEquals(NAME + " on base", run.path("name").asText());
            assertEquals(made.started().toEpochMilli(), run.path("start").asLong(), 60_000);
            made.settings().forEach((name, value) -> assertEquals(value.toString(),
                    run.path("params").path(name.replaceAll("[ -]", "_")).asText(), name));
            assertEquals("base", run.path("params").path("base_model").asText());
            assertEquals(losses(made), history(run, "train/loss"));
            assertEquals(made.steps().stream().map(step -> step.step() + ": " + step.learningRate()).toList(),
                    history(run, "train/learning_rate"));
            assertEquals(made.evaluations().stream().map(one -> one.step() + ": " + one.loss()).toList(),
                    history(run, "eval/loss"));
            assertEquals(listener.steps.stream().map(step -> step.step() + ": " + step.tokensPerSecond()).toList(),
                    history(run, "train/tokens_per_second"));
            assertEquals(List.of("0: " + made.perplexityBefore().getAsDouble()), history(run, "eval/perplexity_before"));
            assertEquals(List.of("0: " + made.perplexityAfter().getAsDouble()), history(run, "eval/perplexity_after"));

            assertEquals("heron-tweets", run.path("datasets").path(0).path("name").asText());
            assertEquals("raw tweets", run.path("datasets").path(0).path("context").asText());
            assertEquals(203, run.path("datasets").path(0).path("profile").path("tweets").asInt());
            assertEquals("heron-dataset", run.path("datasets").path(1).path("name").asText());
            assertEquals("heron-tweets", run.path("datasets").path(1).path("profile").path("inputs").path(0).asText());
            assertEquals("base", run.path("input models").path(0).path("name").asText());
            assertEquals(sha256(base.resolve("model.safetensors")),
                    run.path("input models").path(0).path("tags").path("sha256").asText());
            JsonNode model = run.path("output models").path(0);
            assertEquals("heron-bot", model.path("name").asText());
            assertEquals("READY", model.path("status").asText());
            assertEquals(run.path("id").asText(), model.path("source run").asText());
            assertEquals("heron-dataset, base", model.path("tags").path("inputs").asText());
            JsonNode version = run.path("versions").path(0);
            assertEquals("heron-bot 1", version.path("name").asText() + " " + version.path("version").asText());

            Path saved = bot.save(folder.resolve("saved"));
            assertEquals(sha256(saved.resolve("model.safetensors")),
                    run.path("model files").path(0).path("model.safetensors").path("sha256").asText());
            assertEquals(sha256(saved.resolve("tokenizer.json")),
                    run.path("model files").path(0).path("tokenizer.json").path("sha256").asText());

            JsonNode table = run.path("tables").path("generated-tweets.json");
            assertEquals(tweets.get(0).text(), table.path("tweet").path(0).asText());
            assertEquals("I | <img src=x>", table.path("prompt").path(1).asText());
            assertEquals(3, table.path("tweet").size());

            String address = "%s/#/experiments/1/runs/%s".formatted(server.address(), run.path("id").asText());
            assertEquals(List.of(new RecordedAt("MLflow", address)), made.recordedAt());
            assertTrue(listener.warnings.contains("MLflow records this run: " + address), listener.warnings.toString());
            assertEquals(made.recordedAt(), Run.read(saved.resolve(Run.FILE)).recordedAt());
        }
    }

    @Test
    void addsTheReportToTheRun() throws IOException, InterruptedException {
        Corpus others = Corpus.of(Author.named("snipe", "Snipe"),
                IntStream.range(0, 40).mapToObj(i -> "Nobody dances on the moor at dawn " + i).toList(), 0);
        FineTuner fineTuner = FineTuner.on(corpus("grebe")).epochs(1).holdOut(0.1).evaluateEvery(2).device("cpu");
        try (Bot bot = fineTuner.track(tracker()).train()) {
            Report report = bot.report(corpus("grebe"), others, 20, Sampling.defaults().seed(3).maxLength(30));
            tracker().send();
            JsonNode run = run("grebe");
            Path saved = bot.save(folder.resolve("reported"));
            Map<String, Double> figures = new TreeMap<>();
            report.voice().own().ifPresent(own -> {
                addTo(figures, "own_before", own.before().orElseThrow());
                addTo(figures, "own_after", own.after());
            });
            report.voice().somebodyElses().ifPresent(other -> {
                addTo(figures, "somebody_elses_before", other.before().orElseThrow());
                addTo(figures, "somebody_elses_after", other.after());
            });
            figures.put("report/generated_tweets", 20.0);
            figures.put("report/share_of_copies", report.originality().copies() / 20.0);
            figures.put("report/share_with_8_copied_words", report.originality().withRunOf(8) / 20.0);
            figures.put("report/share_of_repeats", report.originality().repeats() / 20.0);
            Map<String, Double> recorded = new TreeMap<>();
            run.path("metrics").fields().forEachRemaining(metric -> {
                if (metric.getKey().startsWith("report/")) {
                    recorded.put(metric.getKey(), Double.valueOf(metric.getValue().path(0).path(1).asText()));
                }
            });

            assertEquals(12, recorded.size());
            assertEquals(figures, recorded);
            assertEquals("FINISHED", run.path("status").asText());
            assertEquals(report.stopping().orElseThrow().sentence(), run.path("tags").path("report.when_to_stop").asText());
            assertEquals(Files.readString(saved.resolve(Report.FILE)),
                    run.path("files").path("grebe-report/report.json").path("text").asText());
            assertEquals("grebe-bot", new ObjectMapper()
                    .readTree(run.path("files").path("lineage/grebe-report.json").path("text").asText()).path("inputs").path(0)
                    .asText());
        }
    }

    private static void addTo(Map<String, Double> figures, String which, Voice.Score score) {
        figures.put("report/" + which + "_perplexity", score.perplexity());
        figures.put("report/" + which + "_bits_per_byte", score.bitsPerByte());
    }

    @Test
    void saysThatATrainingWasStopped() throws IOException, InterruptedException {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
                if (progress.step() == 7) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        fineTuner("dipper", tracker()).listener(listener).train().close();
        Thread.interrupted(); // a stopped training keeps the flag for the rest of the cell
        tracker().send();

        assertEquals("KILLED", run("dipper").path("status").asText());
        assertEquals("READY", run("dipper").path("output models").path(0).path("status").asText());
    }

    @Test
    void saysThatATrainingFailed() throws IOException, InterruptedException {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
                throw new IllegalStateException("a listener with a bug");
            }
        };
        FineTuner failing = fineTuner("plover", tracker()).listener(listener);
        assertThrows(IllegalStateException.class, failing::train);
        tracker().send();

        assertEquals("FAILED", run("plover").path("status").asText());
        assertEquals(0, run("plover").path("output models").size());
    }

    @Test
    void sendsNoTweetUnlessItIsTold() throws IOException, InterruptedException {
        fineTuner("stork", tracker()).train().close();
        tracker().send();
        try (Stream<Path> files = Files.walk(folder.resolve("server"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("egret-")).toList()) { // which another test sends
                try (InputStream in = Files.newInputStream(file)) {
                    assertFalse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("frogs | by <b>the</b> mill"),
                            file.toString());
                }
            }
        }
    }

    @Test
    void sendsTheTweetsIfItIsTold() throws IOException, InterruptedException {
        fineTuner("egret", tracker().withTweets()).train().close();
        tracker().send();
        JsonNode run = run("egret");
        JsonNode raw = run.path("files").path("egret-tweets/tweets.jsonl");
        JsonNode text = run.path("files").path("egret-dataset/train.txt");

        Corpus.Split split = corpus("egret").split(0.1, 42);
        assertEquals(split.training().text(2, 42), text.path("text").asText());
        assertEquals(200, raw.path("text").asText().lines().count());
        assertEquals("Caught 1 frogs | by <b>the</b> mill pond 🪶 1",
                new ObjectMapper().readTree(raw.path("text").asText().lines().toList().get(1)).path("text").asText());
        assertEquals(raw.path("sha256"), run.path("datasets").path(0).path("profile").path("sha256"));
        assertEquals(text.path("sha256"), run.path("datasets").path(1).path("profile").path("sha256"));
    }

    @Test
    void goesOnWithTheRunOfAKilledTraining() throws IOException, InterruptedException {
        Path checkpoints = cache.resolve("checkpoints");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), TrainingInMlflowTest.class.getName(), base.toString(),
                checkpoints.toString(), server.address().toString(), cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var steps = process.inputReader()) {
            for (int i = 0; i < 35; i++) {
                steps.readLine();
            }
            process.destroyForcibly().waitFor();
        }
        try (Bot bot = fineTuner("crane", tracker()).checkpoints(checkpoints, 10).resume()) {
            tracker().send();
            JsonNode run = run("crane");

            assertEquals("FINISHED", run.path("status").asText());
            assertEquals(losses(bot.run()), history(run, "train/loss"));
            assertEquals(bot.run().evaluations().stream().map(one -> one.step() + ": " + one.loss()).toList(),
                    history(run, "eval/loss"));
        }
    }

    /** Trains with checkpoints, tells of each step, and is killed. */
    public static void main(String[] arguments) {
        base = Path.of(arguments[0]);
        fineTuner("crane", Tracker.mlflow(URI.create(arguments[2])).cacheIn(Path.of(arguments[3])))
                .checkpoints(Path.of(arguments[1]), 10).listener(progress -> {
                    System.out.println(progress.step());
                    System.out.flush();
                }).resume();
    }

    @Test
    void catchesUpAfterTheServerWasDown() throws IOException, InterruptedException {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
                super.onStep(progress);
                try {
                    if (progress.step() == 30) {
                        server.stop();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (Bot bot = fineTuner("bittern", tracker()).listener(listener).train()) {
            assertEquals(1, listener.warnings.stream().filter(sentence -> sentence.contains("does not answer")).count(),
                    listener.warnings.toString());
            server.start();
            tracker().send();
            JsonNode run = run("bittern");
            assertEquals(losses(bot.run()), history(run, "train/loss"));
            assertEquals("FINISHED", run.path("status").asText());
            assertEquals("READY", run.path("output models").path(0).path("status").asText());
        }
    }
}
