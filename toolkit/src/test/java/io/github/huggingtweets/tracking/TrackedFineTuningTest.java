package io.github.huggingtweets.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.training.FineTuner;
import io.github.huggingtweets.training.TrainingListener;
import io.github.huggingtweets.training.TrainingProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a training tells its trackers, and what they cannot do to it. */
@Timeout(300)
class TrackedFineTuningTest {

    @TempDir
    private static Path base;

    @TempDir
    private Path cache;

    private final RecordingService service = new RecordingService();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    private static Corpus corpus() {
        return Corpus.of(new Author("heron", "Heron", Optional.empty()),
                IntStream.range(0, 200).mapToObj(i -> "Caught " + i * i % 77 + " frogs by the mill pond " + i).toList(), 3);
    }

    private static FineTuner fineTuner() {
        return FineTuner.on(corpus()).base(base).epochs(1).holdOut(0.1).evaluateEvery(10).learningRate(5e-3).device("cpu");
    }

    private TrainingListener listener(Consumer<TrainingProgress> steps) {
        return new TrainingListener() {
            @Override
            public void onWarning(String message) {
                warnings.add(message);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                steps.accept(progress);
            }
        };
    }

    private FineTuner tracked(Consumer<TrainingProgress> steps) {
        return fineTuner().track(service.tracker(cache)).listener(listener(steps));
    }

    private <T extends Event> List<T> events(Class<T> type) {
        return service.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<String> losses() {
        return events(Event.Metrics.class).stream().filter(event -> event.values().containsKey("train/loss"))
                .map(event -> event.step() + ": " + event.values().get("train/loss")).toList();
    }

    private static List<String> losses(Run run) {
        return run.steps().stream().map(step -> step.step() + ": " + step.loss()).toList();
    }

    @Test
    void namesTheInputsOfEachArtifact() {
        try (Bot bot = tracked(progress -> {}).train()) {
            service.tracker(cache).send();

            assertEquals(List.of("heron-tweets TWEETS []", "heron-dataset DATASET [heron-tweets]",
                    Artifact.named(base.getFileName().toString()) + " BASE_MODEL []",
                    "heron-bot MODEL [heron-dataset, " + Artifact.named(base.getFileName().toString()) + "]"),
                    events(Event.Files.class).stream().map(Event.Files::artifact)
                            .map(artifact -> artifact.name() + " " + artifact.type() + " " + artifact.inputs()).toList());
            assertEquals(losses(bot.run()), losses());
            assertEquals(List.of(Event.State.FINISHED), events(Event.Ended.class).stream().map(Event.Ended::state).toList());
        }
    }

    @Test
    void addsWhatTheBotWritesLater() {
        try (Bot bot = tracked(progress -> {}).train()) {
            bot.generate("I", 2, Sampling.defaults().seed(1).maxLength(20));
            bot.generate("You", 1, Sampling.defaults().seed(1).maxLength(20), (tweet, piece) -> {});
            service.tracker(cache).send();

            assertEquals(List.of("0: 2", "2: 1"), events(Event.Table.class).stream()
                    .map(table -> table.firstRow() + ": " + table.rows().size()).toList());
        }
    }

    @Test
    void trainsTheSameBotWithAServiceThatIsDownAsWithoutATracker() {
        service.taking = RecordingService.failing(SendFailure.Then.RETRY, "Notebook does not answer");
        try (Bot bot = tracked(progress -> {}).train(); Bot alone = fineTuner().listener(progress -> {}).train()) {
            SmallBot.assertSameWeights(alone, bot);
            assertEquals(losses(alone.run()), losses(bot.run()));
            assertEquals(1, warnings.stream().filter(warning -> warning.contains("Notebook")).count(), warnings.toString());
        }
    }

    @Test
    void recordsThatATrainingWasStoppedAndGoesOnWithItsRun() {
        Path checkpoints = cache.resolve("checkpoints");
        tracked(progress -> {
            if (progress.step() == 7) {
                Thread.currentThread().interrupt();
            }
        }).checkpoints(checkpoints, 5).train().close();
        try (Bot bot = tracked(progress -> {}).checkpoints(checkpoints, 5).resume()) {
            service.tracker(cache).send();

            assertEquals(List.of(Event.State.STOPPED, Event.State.FINISHED),
                    events(Event.Ended.class).stream().map(Event.Ended::state).toList());
            assertEquals(1, events(Event.Begun.class).stream().map(Event.Begun::run).distinct().count());
            assertEquals(losses(bot.run()), losses());
        }
    }

    @Test
    void recordsThatATrainingFailed() {
        FineTuner failing = tracked(progress -> {
            if (progress.step() == 3) {
                throw new IllegalStateException("a listener with a bug");
            }
        });

        assertEquals("a listener with a bug", assertThrows(IllegalStateException.class, failing::train).getMessage());
        service.tracker(cache).send();
        assertEquals(List.of(Event.State.FAILED), events(Event.Ended.class).stream().map(Event.Ended::state).toList());
    }

    @Test
    void keepsTwoTrainingsAtOnceApart() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Thread other = new Thread(() -> train(both));
        other.start();
        train(both);
        other.join();
        service.tracker(cache).send();

        assertEquals(2, events(Event.Begun.class).stream().map(Event.Begun::run).distinct().count());
        assertEquals(2, events(Event.Ended.class).size());
        assertEquals(0, losses().size() % 2);
        assertEquals(losses().size() / 2, losses().stream().distinct().count());
    }

    private void train(CountDownLatch both) {
        tracked(progress -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).dropout(0.0).train().close(); // which elements are dropped depends on the other training
    }

    /** A process may write no file of more than 24 kB, as if the disk were full from there on. */
    @Test
    void goesOnWhenTheDiskIsFull() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "ulimit -f 24; exec \"$@\"", "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-cp",
                System.getProperty("java.class.path"), TrackedFineTuningTest.class.getName(), base.toString(), cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().toList();

            assertEquals(0, process.waitFor());
            assertEquals(1, lines.stream().filter(line -> line.startsWith("Not all of this run can be recorded")).count(),
                    lines.toString());
            assertTrue(lines.contains("trained with NaN? false"), lines.toString());
        }
    }

    /** Trains with a tracker whose disk is full. */
    public static void main(String[] arguments) {
        base = Path.of(arguments[0]);
        TrackedFineTuningTest test = new TrackedFineTuningTest();
        test.cache = Path.of(arguments[1]);
        try (Bot bot = test.tracked(progress -> {}).epochs(4).train()) {
            test.warnings.forEach(System.out::println);
            System.out.println("trained with NaN? " + Double.isNaN(bot.run().steps().get(0).loss()));
        }
    }
}
