package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.huggingtweets.drawing.Chart;
import io.github.huggingtweets.gpt2.ModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import tech.tablesaw.api.Table;

/** Runs are found by their records, wherever these lie below a folder, and compared. */
class RunsTest {

    private static final Instant STARTED = Instant.parse("2026-11-01T10:20:30.5Z");

    @TempDir
    private Path models;

    private static Run run(Instant started, Map<String, Object> settings, OptionalDouble after, double... losses) {
        Run like = SmallBot.run();
        return new Run(started, Duration.ofMillis(2_500), "nano", like.authors(), like.figures(), like.figuresByAuthor(),
                like.language(), settings, IntStream.range(0, losses.length)
                        .mapToObj(i -> new Run.LoggedStep(i + 1, losses[i], 1e-3)).toList(),
                List.of(), OptionalDouble.empty(), after, like.versions());
    }

    private static Run run(Instant started) {
        return run(started, Map.of("epochs", 4), OptionalDouble.empty(), 3);
    }

    private void write(String name, Run run) throws IOException {
        run.write(Files.createDirectories(models.resolve(name)).resolve(Run.FILE));
    }

    private List<String> names() {
        return names(Runs.in(models));
    }

    private static List<String> names(Runs runs) {
        return runs.stream().map(FoundRun::name).toList();
    }

    // ------------------------------------------------------------------------------------------- finding

    @Test
    void findsTheRunsOfBotsInFoldersInFoldersTheNewestFirst() throws IOException {
        write("me", run(STARTED.plusSeconds(2)));
        write("me/older", run(STARTED));
        write("a/b/c/d/e/f/g/h", run(STARTED.plusSeconds(3)));
        write("a/b/c/d/e/f/g/h/too deep", run(STARTED));
        write(".hidden", run(STARTED));
        write("x/.saving-4711/new", run(STARTED));
        Files.createDirectories(models.resolve("a folder/run.json"));
        Runs runs = Runs.in(models);

        assertEquals(List.of("a/b/c/d/e/f/g/h", "me", "me/older"), names(runs));
        assertEquals(models.resolve("me"), runs.get(1).folder());
        assertEquals(Run.read(models.resolve("me/run.json")), runs.get(1).run());
        assertEquals(List.of(), runs.notes());
    }

    @Test
    void saysInOneLineWhatCameOutOfARun() throws IOException {
        write("me", run(STARTED));

        String line = Runs.in(models).get(0).toString();

        assertTrue(line.startsWith("me: Training of ") && line.length() < 200 && !line.contains("\n"), line);
    }

    @Test
    void saysWhatCouldNotBeReadWhereThereIsNoOtherRun() throws IOException {
        Files.writeString(Files.createDirectories(models.resolve("me")).resolve(Run.FILE), "{\"star");

        Runs runs = Runs.in(models);

        assertEquals("No run was found in " + models + ": " + runs.notes().get(0), runs.toString());
    }

    @Test
    void findsTheRunOfTheFolderItself() throws IOException {
        write("", run(STARTED));

        assertEquals(List.of(models.getFileName().toString()), names());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void followsLinksAndNoLoops() throws IOException {
        Path root = models.resolve("root");
        Path elsewhere = models.resolve("elsewhere");
        write("root/me", run(STARTED));
        write("elsewhere/big/bot", run(STARTED.plusSeconds(1)));
        write("beside", run(STARTED.plusSeconds(2)));
        Files.createSymbolicLink(root.resolve("away"), elsewhere.resolve("big"));
        Files.createSymbolicLink(root.resolve("a link to me"), root.resolve("me"));
        Files.createSymbolicLink(root.resolve("me/up"), root);
        Files.createSymbolicLink(root.resolve("me/around"), models);
        Files.createSymbolicLink(root.resolve("broken"), root.resolve("nowhere"));
        Files.createSymbolicLink(elsewhere.resolve("big/bot/back"), elsewhere.resolve("big"));

        assertEquals(List.of("away/bot", "me"), names(Runs.in(root)));
        assertEquals(List.of("beside", "elsewhere/big/bot", "root/me"), names());
    }

    @Test
    void namesATrainingByTheFolderOfItsCheckpoints() throws IOException {
        write("training/step-000000100", run(STARTED, Map.of(Run.CHECKPOINT, "100 of 400"), OptionalDouble.empty(), 4));
        write("training/step-000000200", run(STARTED, Map.of(Run.CHECKPOINT, "200 of 400"), OptionalDouble.empty(), 4, 3));
        Runs runs = Runs.in(models);

        assertEquals(List.of("training"), names(runs));
        assertEquals("checkpoint of step 200 of 400", runs.get(0).run().state());
    }

    @Test
    void takesAnEarlierCheckpointWhereTheNewestIsDamaged() throws IOException {
        write("training/step-000000100", run(STARTED, Map.of(Run.CHECKPOINT, "100 of 400"), OptionalDouble.empty(), 4));
        Files.writeString(Files.createDirectories(models.resolve("training/step-000000200")).resolve(Run.FILE), "{\"star");
        Files.writeString(Files.createDirectories(models.resolve("old/step-000000003")).resolve("state.json"), "{}");
        Runs runs = Runs.in(models);

        assertEquals("checkpoint of step 100 of 400", runs.get(0).run().state());
        assertEquals(List.of("The checkpoint old/step-000000003 has no run.json; resume the training to write one.",
                "training/step-000000200/run.json is left out, since it is no whole record of a training: it is cut off."),
                runs.notes());
    }

    @Test
    void listsATrainingOnceWhoseBotIsSavedUnlessItHasGoneOn() throws IOException {
        write("bot", run(STARTED, Map.of(), OptionalDouble.empty(), 4, 3));
        write("checkpoints/step-000000002", run(STARTED, Map.of(Run.CHECKPOINT, "2 of 2"), OptionalDouble.empty(), 4, 3));
        write("gone on/step-000000003", run(STARTED, Map.of(Run.CHECKPOINT, "3 of 9"), OptionalDouble.empty(), 4, 3, 2));
        Runs runs = Runs.in(models);

        assertEquals(List.of("bot", "gone on"), names(runs));
        assertEquals(List.of("checkpoints holds checkpoints of the training that made bot."), runs.notes());
    }

    /** As a program leaves it that is killed between the list of the changes and the last move. */
    @Test
    void finishesASaveThatWasCutOff() throws IOException {
        Path saving = models.resolve("me/.saving-1");
        write("me/.saving-1/new", run(STARTED));
        Files.createDirectories(saving.resolve("old"));
        Files.writeString(saving.resolve("lock"), "");
        Files.writeString(saving.resolve("changes"), "+run.json\n");

        assertEquals(List.of("me"), names());
    }

    // ------------------------------------------------------------------------------------------- what cannot be read

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'started':'2024-02-29T23:59:59Z', 'dura | it is cut off.",
        "`` | it is empty.",
        "not JSON | it is not valid JSON: Unrecognized token 'not': was expecting",
        "{} | it has no 'started'.",
        "null | it holds nothing.",
        "[1, 2] | it is no JSON object.",
        "{'started':'yesterday'} | its 'started' is not what it should be.",
        "{'started': NaN} | its 'started' is not what it should be.",
        "{'steps':[{'step':1},{'step':'x'}]} | its 'steps 2 step' is not what it should be."})
    void namesARecordThatIsBrokenAndFindsTheOthers(String content, String reason) throws IOException {
        write("whole", run(STARTED));
        Files.writeString(Files.createDirectories(models.resolve("broken")).resolve(Run.FILE), content.replace('\'', '"'));
        Runs runs = Runs.in(models);

        assertEquals(List.of("whole"), names(runs));
        assertEquals(1, runs.notes().size());
        String note = runs.notes().get(0);
        String beginning = "broken/run.json is left out, since it is no whole record of a training: " + reason.replace('\'', '"');
        assertTrue(note.replace('\'', '"').startsWith(beginning), note);
        assertEquals(1, note.lines().count(), note);
    }

    @Test
    void namesARecordOfOtherBytesThanText() throws IOException {
        write("whole", run(STARTED));
        byte[] record = Files.readAllBytes(models.resolve("whole/run.json"));
        Arrays.fill(record, record.length / 2, record.length, (byte) 0);
        Files.write(Files.createDirectories(models.resolve("zeros")).resolve(Run.FILE), record);
        Files.write(Files.createDirectories(models.resolve("latin")).resolve(Run.FILE),
                "{\"ü\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        Runs runs = Runs.in(models);

        assertEquals(List.of("whole"), names(runs));
        assertEquals(2, runs.notes().size(), runs.notes().toString());
        assertTrue(runs.notes().get(0).endsWith("it holds bytes that are not UTF-8."), runs.notes().toString());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void namesAFolderThatCannotBeRead() throws IOException {
        write("me", run(STARTED));
        Path locked = Files.createDirectories(models.resolve("locked"));
        assertTrue(locked.toFile().setReadable(false));
        try {
            assumeFalse(Files.isReadable(locked), "root may read anything");
            Runs runs = Runs.in(models);

            assertEquals(List.of("me"), names(runs));
            assertEquals(List.of("The folder locked cannot be read: access to %s is denied.".formatted(locked)), runs.notes());
        } finally {
            assertTrue(locked.toFile().setReadable(true));
        }
    }

    @Test
    void readsLossesThatAreNotNumbersAsJavaAndPythonWriteThem() throws IOException {
        write("java", run(STARTED, Map.of(), OptionalDouble.of(Double.NaN), 4, Double.NaN, Double.POSITIVE_INFINITY));
        String record = Files.readString(models.resolve("java/run.json"));
        assertTrue(record.contains("\"NaN\""), record);
        Files.writeString(Files.createDirectories(models.resolve("python")).resolve(Run.FILE),
                record.replace("\"NaN\"", "NaN").replace("\"Infinity\"", "Infinity"));
        Runs runs = Runs.in(models);

        assertEquals(List.of(), runs.notes());
        assertEquals(2, runs.size());
        assertEquals(runs.get(0).run(), runs.get(1).run());
        assertTrue(Double.isNaN(runs.get(1).run().steps().get(1).loss()));
        assertTrue(runs.table().doubleColumn("Loss").isMissing(0));
        assertEquals("Losses: 2 runs. Each line is the mean of the last 20 steps.", runs.chart().losses().toString());
    }

    @Test
    void readsRecordsOfEarlierVersions() throws IOException {
        Files.writeString(Files.createDirectories(models.resolve("old")).resolve(Run.FILE), """
                {"started": "2024-02-29T23:59:59Z", "duration": "PT61.2S", "baseModel": "nano", "authors": [],
                 "figures": {"downloaded": 10, "retweets": 1, "shortTweets": 2, "kept": 7}, "language": null,
                 "hyperParameters": {"epochs": 4, "nothing": null}, "steps": [{"step": 5, "loss": 3.5, "learningRate": 1e-4}],
                 "perplexityBefore": null, "perplexityAfter": 31.5, "versions": {}, "something of a later version": [1]}""");
        Table table = Runs.in(models).table();

        assertEquals(1, table.rowCount());
        assertEquals(3.5, table.doubleColumn("Loss").get(0));
        assertTrue(table.doubleColumn("Perplexity before").isMissing(0));
        assertEquals("", table.stringColumn("Tweets of").get(0));
    }

    @Test
    void saysThatThereIsNoRun() throws IOException {
        Files.writeString(models.resolve("notes.txt"), "mine");
        Runs none = Runs.in(models);

        assertEquals(
                "No run was found in %s: no folder there holds a run.json, which saving a bot writes, and each checkpoint of a"
                        .formatted(models) + " training.",
                none.toString());
        assertEquals(0, none.table().rowCount());
        assertEquals(List.of("Run"), none.differences().columnNames());
        assertEquals("Losses: There is no run.", none.chart().losses().toString());
    }

    @Test
    void refusesAFolderThatIsNone() throws IOException {
        Path nowhere = models.resolve("nowhere");
        Path file = Files.writeString(models.resolve("file"), "");

        assertEquals("There is no folder %s; name a folder that holds saved bots or checkpoints".formatted(nowhere),
                assertThrows(ModelException.class, () -> Runs.in(nowhere)).getMessage());
        assertEquals("%s is a file; name a folder that holds saved bots or checkpoints".formatted(file),
                assertThrows(ModelException.class, () -> Runs.in(file)).getMessage());
    }

    @Test
    void endsWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> Runs.in(models));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    // ------------------------------------------------------------------------------------------- comparing

    private Runs three() throws IOException {
        write("a", run(STARTED, Map.of("epochs", 4, "learning rate", 1.372e-4, "seed", 42, Run.STOPPED, "3 of 9"),
                OptionalDouble.of(50.25), 4, 3.5, 3));
        write("b", run(STARTED.plusSeconds(60), Map.of("epochs", 4, "learning rate", 0.002, "seed", 42),
                OptionalDouble.of(31.5), 4, 2));
        write("c", run(STARTED.plusSeconds(30), Map.of("epochs", 4, "learning rate", 0.002, "seed", 42, "patience", 3),
                OptionalDouble.empty(), 1));
        return Runs.in(models);
    }

    @Test
    void tellsOfEachRunWhatCameOut() throws IOException {
        Table table = three().table();

        assertEquals(List.of("Run", "Tweets of", "Base", "Started (UTC)", "Seconds", "Steps", "Loss", "Perplexity before",
                "Perplexity after", "State"), table.columnNames());
        assertEquals(List.of("b", "c", "a"), table.stringColumn("Run").asList());
        assertEquals("@otter_facts & @sealion", table.stringColumn("Tweets of").get(2));
        assertEquals(LocalDateTime.parse("2026-11-01T10:20:30.5"), table.dateTimeColumn("Started (UTC)").get(2));
        assertEquals(2.5, table.doubleColumn("Seconds").get(2));
        assertEquals(3, table.intColumn("Steps").get(2));
        assertEquals(3.5, table.doubleColumn("Loss").get(2), 1e-12);
        assertEquals(50.25, table.doubleColumn("Perplexity after").get(2));
        assertEquals(List.of("complete", "complete", "stopped after step 3 of 9"), table.stringColumn("State").asList());
    }

    @Test
    void sortsByPerplexityAndThenByLoss() throws IOException {
        write("d", run(STARTED, Map.of(), OptionalDouble.empty(), 0.5));
        write("e", run(STARTED, Map.of(), OptionalDouble.of(Double.NaN), Double.NaN));
        write("f", run(STARTED, Map.of(), OptionalDouble.empty()));
        Runs runs = three();

        assertEquals(List.of("b", "a", "d", "c", "e", "f"), names(runs.bestFirst()));
        assertEquals(List.of("b", "c", "a", "d", "e", "f"), names(runs.bestFirst().newestFirst()));
        assertEquals("6 runs in %s. The best one is “b”, with a perplexity of 31.5 on held-out tweets.".formatted(models),
                runs.toString());
    }

    @Test
    void namesTheSettingsThatDifferAndNoOthers() throws IOException {
        Table differences = three().differences();

        assertEquals(Set.of("Run", "learning rate", "patience"), Set.copyOf(differences.columnNames()));
        assertEquals(List.of("0.002", "0.002", "1.372E-4"), differences.stringColumn("learning rate").asList());
        assertEquals(List.of("", "3", ""), differences.stringColumn("patience").asList());
        assertTrue(differences.stringColumn("patience").isMissing(0));
    }

    @Test
    void tellsSettingsApartWhoseNamesDifferInCaseOnly() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("run", 1);
        settings.put("Seed", 2);
        settings.put("seed", 3);
        write("a", run(STARTED, settings, OptionalDouble.empty(), 1));
        write("b", run(STARTED, Map.of(), OptionalDouble.empty(), 1));

        assertEquals(List.of("Run", "run (2)", "Seed", "seed (2)"), Runs.in(models).differences().columnNames());
    }

    // ------------------------------------------------------------------------------------------- charts

    private static double[] losses(int steps, UnaryOperator<Double> loss) {
        return IntStream.rangeClosed(1, steps).mapToDouble(step -> loss.apply((double) step)).toArray();
    }

    @Test
    void drawsTheMeanOfTheLastTwentyStepsOfEachRun() throws IOException {
        write("short", run(STARTED, Map.of(), OptionalDouble.empty(), losses(30, step -> step)));
        write("long", run(STARTED.plusSeconds(1), Map.of(), OptionalDouble.empty(), losses(1_000, step -> step % 2)));
        Chart<XYChart> chart = Runs.in(models).chart().losses();

        assertEquals("Losses: 2 runs. Each line is the mean of the last 20 steps.", chart.toString());
        assertEquals(30, chart.xchart().getSeries("Run 1").getXData().length);
        assertEquals(20.5, chart.xchart().getSeries("Run 1").getYData()[29]);
        assertEquals(400, chart.xchart().getSeries("Run 0").getXData().length, "as many as can be seen");
        assertEquals(1_000, chart.xchart().getSeries("Run 0").getXData()[399], "the last step is always there");
    }

    @Test
    void drawsTheLossesOnHeldOutTweets() throws IOException {
        write("none", run(STARTED));
        Run like = run(STARTED.plusSeconds(1));
        write("some", new Run(like.started(), like.duration(), "gpt2", like.authors(), like.figures(), like.figuresByAuthor(),
                like.language(), like.hyperParameters(), like.steps(),
                List.of(new Run.Evaluation(5, 3.5), new Run.Evaluation(10, 3)),
                like.perplexityBefore(), like.perplexityAfter(), like.versions()));
        Chart<XYChart> chart = Runs.in(models).chart().heldOutLosses();

        assertEquals(List.of("Run 0"), chart.xchart().getSeriesCollection().stream().map(XYSeries::getName).toList());
        assertEquals(List.of(3.5, 3.0), Arrays.stream(chart.xchart().getSeries("Run 0").getYData()).boxed().toList());
        assertTrue(chart.toString().endsWith("1 has no loss to draw."), chart.toString());
    }

    @Test
    void givesTwentyRunsColoursAndNamesAndTheOthersNone() throws IOException {
        for (int i = 0; i < 25; i++) {
            write("a rather long name of a folder/that ends in " + i,
                    run(STARTED.minusSeconds(i), Map.of(), OptionalDouble.empty(), losses(50, step -> 3.0)));
        }
        Chart<XYChart> chart = Runs.in(models).chart().losses();

        Map<Boolean, List<XYSeries>> lines = chart.xchart().getSeriesCollection().stream()
                .collect(Collectors.partitioningBy(line -> line.getName().startsWith("Run")));
        assertEquals(20, lines.get(true).size());
        assertEquals(5, lines.get(false).size());
        assertTrue(chart.toString().endsWith("The first 20 are named, the others are grey."), chart.toString());
        long looks = lines.get(true).stream().map(line -> List.of(line.getLineColor(), line.getLineStyle())).distinct().count();
        assertEquals(20, looks, "no two of them look the same");
        assertTrue(chart.svg().contains("<svg"), "can be drawn");
    }

    @Test
    void comparesTwoHundredLongRunsInSeconds() throws IOException {
        for (int i = 0; i < 200; i++) {
            write("search/trial " + i,
                    run(STARTED.plusSeconds(i), Map.of("seed", i), OptionalDouble.of(i), losses(1_000, step -> 5 - step / 500)));
        }
        long before = cpuNanos();
        Runs runs = Runs.in(models);
        String drawn = runs.bestFirst().chart().losses().html();
        runs.table().print();
        runs.differences().print();

        assertEquals(200, runs.size());
        assertTrue((cpuNanos() - before) / 1e9 < 10, (cpuNanos() - before) / 1e9 + " s of processor time");
        assertTrue(drawn.length() < 1_000_000, drawn.length() + " characters");
    }

    /** The time of this thread on a processor, which other programs do not lengthen. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
