package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.FoundRun;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.Runs;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Products;
import io.github.huggingtweets.sources.Author;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that is killed at any moment is resumed, and ends with the same bot as an uninterrupted one. */
class CheckpointsTest {

    private static final int EVERY = 2;
    private static final int KILLS = 4;

    @TempDir
    private static Path base;

    @TempDir
    private Path folder;

    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    private static Corpus corpus(String verb) {
        return Corpus.of(new Author("heron", "Heron", Optional.empty()),
                IntStream.range(0, 200).mapToObj(i -> verb + " " + i * i % 77 + " frogs by the mill pond " + i).toList(), 0);
    }

    private static FineTuner fineTuner(Path model) {
        return FineTuner.on(corpus("Caught")).base(model).epochs(2).holdOut(0.1).learningRate(5e-3).dropout(0.2f)
                .device("cpu").listener(progress -> {});
    }

    private static FineTuner measured(Path model) {
        return fineTuner(model).evaluateEvery(3).patience(100);
    }

    private static List<String> inside(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(Bot expected, Bot actual) {
        assertEquals(expected.run().steps(), actual.run().steps());
        assertEquals(expected.run().evaluations(), actual.run().evaluations());
        assertEquals(expected.run().perplexityBefore(), actual.run().perplexityBefore());
        assertEquals(expected.run().perplexityAfter(), actual.run().perplexityAfter());
        SmallBot.assertSameWeights(expected, actual);
    }

    /** Each process is killed at a random time after its first steps, sometimes while it writes a checkpoint. */
    @Test
    void resumesAKilledTrainingWithTheResultOfAnUninterruptedOne() throws IOException, InterruptedException {
        Path checkpoints = folder.resolve("checkpoints");
        Random random = new Random(5);
        List<Integer> firstSteps = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), CheckpointsTest.class.getName(),
                    base.toString(), checkpoints.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader steps = process.inputReader()) {
                firstSteps.add(Integer.valueOf(steps.readLine()));
                for (int lines = 5 + random.nextInt(4); lines > 0; lines--) {
                    steps.readLine();
                }
                Thread.sleep(0, random.nextInt(999_999));
                Thread.sleep(random.nextInt(15));
                process.destroyForcibly().waitFor();
            }
            assertTrue(inside(checkpoints).stream().anyMatch(name -> name.startsWith("step-")), inside(checkpoints).toString());
        }
        Run soFar = Runs.in(folder).get(0).run(); // what a killed training leaves can be looked at
        assertEquals(List.of("checkpoints"), Runs.in(folder).stream().map(FoundRun::name).toList());
        assertTrue(soFar.state().matches("checkpoint of step \\d+ of \\d+"), soFar.state());
        try (Bot whole = measured(base).train(); Bot resumed = measured(base).checkpoints(checkpoints, EVERY).resume()) {
            assertEquals(1, firstSteps.get(0));
            assertEquals(KILLS, firstSteps.stream().distinct().count(), "each process begins with a later step: " + firstSteps);
            assertSame(whole, resumed);
            assertEquals(1, inside(checkpoints).size(), inside(checkpoints).toString());
            assertEquals(whole.run().steps().subList(0, soFar.steps().size()), soFar.steps());
            assertEquals(soFar.started(), resumed.run().started());
            assertEquals(soFar.settings().toString(), resumed.run().settings().toString());
            assertEquals(soFar.authors(), resumed.run().authors());
        }
    }

    @Test
    void resumesInALocaleWithOtherDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        Path checkpoints = folder.resolve("checkpoints");
        try (Bot trained = fineTuner(base).checkpoints(checkpoints, EVERY).train();
                Bot resumed = fineTuner(base).checkpoints(checkpoints, EVERY).resume()) {
            assertTrue(inside(checkpoints).get(0).matches("step-[0-9]{9}"), inside(checkpoints).toString());
            assertSame(trained, resumed);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Trains until it is killed, and prints the number of each step. */
    public static void main(String[] args) {
        measured(Path.of(args[0])).checkpoints(Path.of(args[1]), EVERY).listener(progress -> {
            System.out.println(progress.step());
            System.out.flush();
        }).resume().close();
    }

    @Test
    void resumesFromTheStartWhereThereIsNoCheckpoint() {
        try (Bot whole = fineTuner(base).train(); Bot resumed = fineTuner(base).checkpoints(folder, 5).resume()) {
            assertSame(whole, resumed);
        }
    }

    @Test
    void showsTheLossAndTheTimeOfACompleteTrainingThatIsResumed() {
        RecordingListener first = new RecordingListener();
        RecordingListener again = new RecordingListener();
        try (Bot bot = measured(base).checkpoints(folder, 1).listener(first).train();
                Bot resumed = measured(base).checkpoints(folder, 1).listener(again).resume()) {
            assertEquals(List.of(), again.steps);
            assertEquals(first.end(), again.end());
            assertEquals(bot.run().loss(), resumed.run().loss());
            assertEquals(bot.run().duration(), resumed.run().duration());
            assertEquals(resumed.run().duration(), again.end().elapsed());
        }
    }

    @Test
    void addsTheTimesOfTheParts() {
        TrainingListener slow = progress -> {
            if (progress.step() == 3) {
                try {
                    Thread.sleep(400);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            } else if (progress.step() == 5) {
                Thread.currentThread().interrupt();
            }
        };
        fineTuner(base).checkpoints(folder, 1_000).listener(slow).train().close();
        RecordingListener rest = new RecordingListener();
        try (Bot bot = fineTuner(base).checkpoints(folder, 1_000).listener(rest).resume()) {
            assertEquals(6, rest.steps.get(0).step());
            assertTrue(rest.steps.get(0).elapsed().toMillis() >= 400, rest.steps.get(0).toString());
            assertTrue(rest.steps.get(0).remaining().toMillis() < 400L * rest.end().totalSteps() / 2,
                    "the time left follows from the speed of this part: " + rest.steps.get(0));
            assertEquals(bot.run().duration(), rest.end().elapsed());
        }
    }

    @Test
    void removesWhatKilledTrainingsHaveLeftBehind() throws IOException {
        Path left = Files.createDirectory(folder.resolve(".writing-123"));
        Files.writeString(left.resolve("model.safetensors"), "half of it");

        fineTuner(base).checkpoints(folder, 1_000).resume().close();

        assertEquals(List.of(), inside(folder));
    }

    @Test
    void goesOnWithTheProductsOfTheCheckpoint() {
        String before = System.getProperty(Products.VARIABLE, "");
        Path checkpoints = folder.resolve("checkpoints");
        try {
            System.setProperty(Products.VARIABLE, "bfloat16");
            try (Bot whole = fineTuner(base).train()) {
                fineTuner(base).checkpoints(checkpoints, EVERY).listener(stoppingAfter(5)).train().close();
                System.setProperty(Products.VARIABLE, "float32");
                try (Bot resumed = fineTuner(base).checkpoints(checkpoints, EVERY).resume()) {
                    assertSame(whole, resumed);
                    assertEquals("bfloat16", resumed.run().settings().get("matrix products"));
                }
            }
        } finally {
            System.setProperty(Products.VARIABLE, before);
        }
    }

    private static TrainingListener stoppingAfter(int step) {
        return progress -> {
            if (progress.step() == step) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void keepsTheNewestCheckpointAlone() {
        try (Bot bot = fineTuner(base).checkpoints(folder, 5).train()) {
            List<Run.LoggedStep> steps = bot.run().steps();
            int last = steps.get(steps.size() - 1).step();

            assertEquals(List.of("step-%09d".formatted(last - last % 5)), inside(folder));
        }
    }

    @Test
    void refusesToResumeWithOtherTweetsOrSettings() {
        fineTuner(base).checkpoints(folder, 5).train().close();

        String settings = assertThrows(ModelException.class,
                () -> fineTuner(base).epochs(3).seed(1).checkpoints(folder, 5).resume()).getMessage();
        assertTrue(settings.contains("of another training: the epochs is 2 there and 3 here; the seed is 42 there and 1 here"),
                settings);
        FineTuner others = FineTuner.on(corpus("Saw")).base(base).epochs(2).holdOut(0.1).learningRate(5e-3).dropout(0.2f);
        String tweets = assertThrows(ModelException.class, () -> others.checkpoints(folder, 5).resume()).getMessage();
        assertTrue(tweets.contains("of another training: the tweets are others. Resume"), tweets);
    }

    @ParameterizedTest
    @CsvSource({"state.json, 0.5", "state.json, 0", "model.safetensors, 0.99", "optimizer.safetensors, 0.5",
        "optimizer.safetensors, -1", "best.safetensors, 0", "best.safetensors, -1"})
    void namesTheDamagedCheckpointAndWhatToDo(String name, double kept) throws IOException {
        List<Run.LoggedStep> steps = steps(measured(base).checkpoints(folder, 5).train());
        Path checkpoint = folder.resolve(inside(folder).get(0));
        Path file = checkpoint.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        if (kept >= 0) {
            Files.write(file, Arrays.copyOf(whole, (int) (kept * whole.length)));
        }

        assertEquals(("The checkpoint %s is damaged: its %s cannot be read; remove it, to resume from an earlier one,"
                + " or from the start if there is none").formatted(checkpoint, name),
                assertThrows(ModelException.class, () -> measured(base).checkpoints(folder, 5).resume()).getMessage());

        for (File each : checkpoint.toFile().listFiles()) {
            Files.delete(each.toPath());
        }
        Files.delete(checkpoint);
        assertEquals(steps, steps(measured(base).checkpoints(folder, 5).resume()));
    }

    private static List<Run.LoggedStep> steps(Bot trained) {
        try (trained) {
            return trained.run().steps();
        }
    }

    @Test
    void refusesToBeginInAFolderWithCheckpoints() {
        fineTuner(base).checkpoints(folder, 5).train().close();
        List<String> before = inside(folder);

        String message = assertThrows(ModelException.class, () -> fineTuner(base).checkpoints(folder, 5).train()).getMessage();
        assertTrue(message.contains("resume from them with resume()"), message);
        assertEquals(before, inside(folder));
    }

    @Test
    void goesOnWhenACheckpointCannotBeWritten() {
        Path place = folder.resolve("checkpoints");
        List<String> warnings = new ArrayList<>();
        try (Bot bot = fineTuner(base).checkpoints(place, 5).listener(new TrainingListener() {
            @Override
            public void onWarning(String message) {
                warnings.add(message);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                if (progress.step() == 3) {
                    try {
                        Files.delete(place);
                        Files.createFile(place);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }).train()) {
            assertTrue(bot.run().steps().size() > 1);
            String expected = "The checkpoint of step 5 cannot be written in " + place;
            assertTrue(warnings.stream().anyMatch(text -> text.startsWith(expected)), warnings.toString());
        }
    }

    @Test
    void refusesZeroStepsAndAResumeWithoutAFolder() {
        assertThrows(IllegalArgumentException.class, () -> fineTuner(base).checkpoints(folder, 0));
        assertThrows(IllegalStateException.class, () -> fineTuner(base).resume());
    }
}
