package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * TensorBoard's own reader finds in the event files of saved bots what their records say. The system property
 * {@code huggingtweets.services} names the folder of a Python that has TensorBoard; {@code ./lab test --with-services} installs it.
 */
@EnabledIfSystemProperty(named = "huggingtweets.services", matches = ".+")
class RunInTensorBoardTest {

    private static final int STEPS = 1_500;
    private static final String NAME = "Otter | <img src=x onerror=alert(1)> ![x](http://y.example/z.png) `a` **b**";

    @TempDir
    private static Path models;

    private static Run run;
    private static JsonNode read;

    @BeforeAll
    static void saveTwoBotsAndReadTheirEventsInPython() throws IOException, InterruptedException {
        run = run(new Random(11));
        try (Bot measured = SmallBot.with(1, run); Bot other = SmallBot.with(2, SmallBot.run()); Bot none = SmallBot.without(3)) {
            measured.save(models.resolve("me"));
            other.save(models.resolve("others/she"));
            none.save(models.resolve("base"));
            other.save(models.resolve("me"));
            measured.save(models.resolve("me"));
        }
        Process process = new ProcessBuilder(System.getProperty("huggingtweets.services") + "/tensorboard/bin/python",
                "src/test/services/read_events.py", models.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        read = new ObjectMapper().readTree(process.getInputStream());
        assertEquals(0, process.waitFor());
    }

    private static Run run(Random random) {
        Run like = SmallBot.run();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("epochs", 4);
        settings.put("batch size", 2);
        settings.put("gradient accumulation", 1);
        settings.put("block length", 64);
        settings.put("learning rate", 1.372e-4);
        settings.put("learning rate schedule", "cosine");
        settings.put("seed", Long.MAX_VALUE);
        settings.put("nothing", Double.NaN);
        settings.put(Run.STOPPED, "1500 of 2000");
        List<Run.LoggedStep> steps = IntStream.rangeClosed(1, STEPS).mapToObj(step -> new Run.LoggedStep(step,
                step == 77 ? Double.NaN : random.nextGaussian(4, 1), random.nextDouble() * 1e-4)).toList();
        List<Run.Evaluation> evaluations = IntStream.rangeClosed(1, 15)
                .mapToObj(number -> new Run.Evaluation(100 * number, random.nextGaussian(4, 1))).toList();
        return new Run(Instant.parse("2026-03-04T05:06:07.25Z"), Duration.ofMillis(1_500_500), "gpt2",
                List.of(new Author("otter", NAME, Optional.empty())), like.figures(), like.figuresByAuthor(), like.language(),
                settings, steps, evaluations, OptionalDouble.of(412.34567), OptionalDouble.of(31.98765), like.versions());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void findsARunForEachSavedBotThatHasARecord() {
        assertEquals(Set.of("me", "others/she"), names(read));
    }

    /** A value of a curve: the step, and the bits of the value in single precision. */
    private record Value(int step, int bits) {

        Value(int step, double value) {
            this(step, Float.floatToIntBits((float) value));
        }
    }

    private static List<Value> curve(String tag) {
        List<Value> values = new ArrayList<>();
        read.at("/me/scalars").get(tag)
                .forEach(event -> values.add(new Value(event.get(0).intValue(), (int) event.get(2).longValue())));
        return values;
    }

    @Test
    void readsEveryValueAsItWasInSinglePrecision() {
        assertEquals(run.steps().stream().map(step -> new Value(step.step(), step.loss())).toList(), curve("train/loss"));
        assertEquals(run.steps().stream().map(step -> new Value(step.step(), step.learningRate())).toList(),
                curve("train/learning_rate"));
        assertEquals(run.evaluations().stream().map(measured -> new Value(measured.step(), measured.loss())).toList(),
                curve("eval/loss"));
        assertEquals(List.of(new Value(0, 412.34567)), curve("eval/perplexity_before"));
        assertEquals(List.of(new Value(STEPS, 31.98765)), curve("eval/perplexity_after"));
        assertEquals(List.of(new Value(STEPS, 1_500 * 64 * 2 / 1_500.5)), curve("train/tokens_per_second"));
        assertEquals(Set.of("train/loss", "train/mean_loss", "train/learning_rate", "train/tokens_per_second", "eval/loss",
                "eval/perplexity_before", "eval/perplexity_after"), names(read.at("/me/scalars")));
    }

    @Test
    void readsTheMeanOfTheLastTwentySteps() {
        List<Value> means = curve("train/mean_loss");

        assertEquals(STEPS, means.size());
        for (int end : List.of(1, 19, 20, 21, 1_500)) {
            double mean = run.steps().subList(Math.max(0, end - 20), end).stream().mapToDouble(Run.LoggedStep::loss).average()
                    .orElseThrow();
            assertEquals(mean, Float.intBitsToFloat(means.get(end - 1).bits()), 1e-6, "after step " + end);
        }
    }

    @Test
    void spreadsTheStepsOverTheDurationOfTheTraining() {
        JsonNode losses = read.at("/me/scalars").get("train/loss");

        assertEquals(1_772_600_767.25 + 1_500.5 / 1_500, losses.get(0).get(1).doubleValue(), 1e-6);
        assertEquals(1_772_600_767.25 + 1_500.5, losses.get(STEPS - 1).get(1).doubleValue(), 1e-6);
        assertEquals(1_772_600_767.25, read.at("/me/hparams/start/startTimeSecs").doubleValue(), 1e-6);
        assertEquals(1_772_600_767.25 + 1_500.5, read.at("/me/hparams/end/endTimeSecs").doubleValue(), 1e-6);
    }

    @Test
    void readsTheSettingsAsHyperParameters() {
        JsonNode settings = read.at("/me/hparams/start/hparams");

        assertEquals(4, settings.get("epochs").doubleValue());
        assertEquals(1.372e-4, settings.get("learning rate").doubleValue());
        assertEquals("cosine", settings.get("learning rate schedule").textValue());
        assertEquals("gpt2", settings.get("base model").textValue());
        assertEquals("NaN", settings.get("nothing").textValue());
        assertFalse(settings.has(Run.STOPPED), "says how it ended and is no setting");
        assertEquals("STATUS_SUCCESS", read.at("/me/hparams/end/status").textValue());
    }

    @Test
    void showsTheFactsAsTextAndNothingOfThemAsMarkup() {
        String html = read.at("/me/texts/run/html").textValue();

        assertTrue(html.contains("<td>stopped after step 1500 of 2000</td>"), html);
        assertTrue(html.contains("<td>cosine</td>"), html);
        for (String markup : List.of("<img", "<a", "<code", "<strong", "<em")) {
            assertFalse(html.contains(markup), html);
        }
        String cell = html.lines().filter(line -> line.contains("Otter")).findFirst().orElseThrow();
        assertEquals("<td>800 of " + NAME + " (@otter)</td>", org.jsoup.parser.Parser.unescapeEntities(cell, false));
    }

    @Test
    void readsNothingOfAnEarlierBotInTheSameFolder() throws IOException {
        try (var files = Files.list(models.resolve("me"))) {
            assertEquals(1, files.filter(file -> file.toString().contains("tfevents")).count());
        }
    }
}
