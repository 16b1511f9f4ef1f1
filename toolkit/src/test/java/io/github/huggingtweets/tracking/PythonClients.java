package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.GeneratedTweet;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.tracking.Artifact.Type;
import io.github.huggingtweets.tracking.PythonService.Client;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The real clients of Weights &amp; Biases and Trackio, with a home, a database and an outbox of their own in a folder. The system
 * property {@code huggingtweets.services} names the environments; {@code ./lab test --with-services} makes them.
 */
final class PythonClients {

    static final Path PYTHON =
            Path.of(System.getProperty("huggingtweets.services", "")).toAbsolutePath().resolve("trackers/bin/python");
    /** Python writes the numbers that JSON does not have. */
    static final ObjectReader PYTHONS_JSON = Event.JSON.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    static final Duration LONG = Duration.ofMinutes(3);
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    /** Texts that are not to be taken for anything else. */
    static final List<String> TWEETS = List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
            "| a | b | `c` [d](javascript:alert(1)) **e** # f", "مرحبا 👩‍👩‍👧 \u200b 日本語", "", "=1+1", "🍵".repeat(20_000));

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private PythonProgram program;

    PythonClients(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("PATH", "LANG", "LC_ALL")) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> variables.put(name, value));
        }
        variables.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        variables.put("WANDB_DIR", folder.toString());
        variables.put("TRACKIO_DIR", folder.resolve("trackio").toString());
        variables.put(PythonPackages.VARIABLE, PYTHON.toString());
    }

    PythonClients with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** {@return a tracker; all trackers of this object share a program} */
    Tracker tracker(Client client) {
        if (program == null) {
            program = new PythonProgram(new PythonPackages(folder.resolve("trackers"), variables, note -> {}), variables, LONG);
        }
        return Tracker.of(new PythonService(client, "herons", program)).cacheIn(folder.resolve("cache"));
    }

    static TrackedRun begin(String id, Tracker... trackers) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("learning rate", 1.372e-4);
        parameters.put("epochs", 4);
        parameters.put("base", "nano");
        parameters.put("shuffled", true);
        return TrackedRun.begin(List.of(trackers), id, 0, "Héron 🪶", NOON, parameters, Map.of("java", "17"),
                "Fine-tunes <b>nano</b>.");
    }

    static void steps(TrackedRun run, int first, int last) {
        for (int step = first; step <= last; step++) {
            run.metrics(step,
                    Map.of("train/loss", loss(step), "train/learning_rate", 1e-4 / step, "speed/tokens_per_second", 200.5));
        }
    }

    /** {@return the loss of a step: sometimes no number} */
    static double loss(int step) {
        return step == 7 ? Double.NaN : step == 9 ? Double.POSITIVE_INFINITY : 5.0 / step;
    }

    /** A training with all that can be told of it, and what the bot does afterwards. */
    static void train(TrackedRun run, int steps) {
        run.artifact(new Artifact("heron-tweets", Type.TWEETS, "a".repeat(64), Map.of("tweets", 3247), List.of()),
                run.write(folder -> Files.writeString(folder.resolve("tweets.jsonl"), "secret tweet")));
        run.artifact(new Artifact("heron-dataset", Type.DATASET, "b".repeat(64), Map.of("tweets", 2832), List.of("heron-tweets")),
                run.write(folder -> Files.writeString(folder.resolve("dataset.txt"), "secret tweet")));
        run.artifact(new Artifact("nano", Type.BASE_MODEL, "c".repeat(64), Map.of("parameters", 3_500_000), List.of()),
                Optional.empty());
        steps(run, 1, steps);
        run.metrics(steps, Map.of("eval/loss", 3.25));
        run.artifact(new Artifact("heron", Type.MODEL, "d".repeat(64), Map.of("loss", 3.0), List.of("heron-dataset", "nano")),
                run.write(folder -> {
                    Files.writeString(folder.resolve("config.json"), "{}");
                    Files.write(folder.resolve("model.safetensors"), new byte[300_000]);
                }));
        run.summary(Map.of("perplexity", 24.5, "advice", "More epochs would help."));
        run.end(State.COMPLETE);
        run.table("tweets", List.of("prompt", "tweet"), rows(TWEETS));
        run.table("tweets", List.of("prompt", "tweet"), rows(List.of("one more")));
    }

    static List<List<Object>> rows(List<String> tweets) {
        return tweets.stream().map(tweet -> List.<Object>of("My dream is", tweet)).toList();
    }

    /**
     * Trains three small bots: one is finished, and then writes two tweets and a report; one is stopped; one fails.
     *
     * @return the texts of the tweets
     */
    static List<String> trainBots(Path folder, Tracker tracker) {
        Path base = folder.resolve("base");
        SmallBot.saveAsBase(base);
        Corpus corpus = Corpus.of(Author.named("heron", "Heron"),
                IntStream.range(0, 200).mapToObj(i -> "Caught " + i * i % 77 + " frogs by the mill pond " + i).toList(), 3);
        Function<TrainingListener, FineTuner> training = listener -> FineTuner.on(corpus).base(base).epochs(1).holdOut(0.1)
                .device("cpu").track(tracker).listener(listener);
        List<String> tweets;
        try (Bot bot = training.apply(progress -> {}).train()) {
            tweets = bot.generate("I", 2, Sampling.defaults().seed(1).maxLength(20)).stream().map(GeneratedTweet::text).toList();
            bot.report(corpus, 5, Sampling.defaults().seed(2).maxLength(20));
        }
        training.apply(progress -> {
            if (progress.step() == 5) {
                Thread.currentThread().interrupt();
            }
        }).train().close();
        Thread.interrupted(); // the rest of a cell would be stopped, too
        assertThrows(IllegalStateException.class, training.apply(progress -> {
            if (progress.step() == 5) {
                throw new IllegalStateException("a listener with a bug");
            }
        })::train);
        tracker.send();
        return tweets;
    }

    /** Waits until everything is sent, and expects that nothing was said. */
    static void expectSent(TrackedRun run) {
        run.await(LONG);
        assertEquals(List.of(), run.messages());
    }

    /** Waits until everything is sent, although it failed meanwhile. */
    static void expectSentAfterFailures(Tracker tracker, String run) throws Exception {
        Path outbox = tracker.outboxes().resolve(run);
        for (int i = 0; i < 600; i++) {
            Path sent = outbox.resolve("sent");
            if (Files.exists(sent)
                    && Files.size(outbox.resolve("events.jsonl")) == Long.parseLong(Files.readString(sent).strip())) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("not sent: " + outbox);
    }

    /** {@return what a program prints} */
    String run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    /** {@return what Trackio says that it has} */
    JsonNode trackio() throws Exception {
        String output =
                run(List.of(PYTHON.toString(), "-W", "ignore", Path.of("src/test/python/read_trackio.py").toString(), "herons"));
        return PYTHONS_JSON.readTree(output.substring(output.indexOf("{\"runs\"")));
    }

    /** {@return the folders of Weights &amp; Biases, in order} */
    List<Path> wandbFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("wandb"))) {
            return all.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path)).sorted().toList();
        }
    }

    /** Expects that no file holds a text. */
    void expectNowhere(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(content.contains(new String(wanted, StandardCharsets.ISO_8859_1)), file.toString());
        }
    }

    /** Expects that the programs that this JVM has started end. */
    static void expectNoOrphans(List<ProcessHandle> processes) throws InterruptedException {
        for (int i = 0; i < 300 && processes.stream().anyMatch(ProcessHandle::isAlive); i++) {
            Thread.sleep(100);
        }
        assertTrue(processes.stream().noneMatch(ProcessHandle::isAlive), processes.toString());
    }
}
