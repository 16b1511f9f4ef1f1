package io.github.huggingtweets.training.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.training.FineTuner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** A search trains with the settings that it draws, and keeps the best bot. */
class RandomSearchTest {

    private static final Corpus CORPUS = Corpus.of(new Author("heron", "Heron", Optional.empty()),
            IntStream.range(0, 200).mapToObj(i -> "Caught " + i * i % 77 + " frogs by the mill pond " + i).toList(), 0);
    private static final SearchSpace SPACE = SearchSpace.defaults().epochs(1, 2).learningRates(1e-3, 1e-1);

    @TempDir
    private static Path base;

    @TempDir
    private Path empty;

    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    private static FineTuner small(FineTuner trial) {
        return trial.base(base).dropout(0.1f).device("cpu").listener(progress -> {});
    }

    private static RandomSearch search(UnaryOperator<FineTuner> further) {
        return RandomSearch.on(CORPUS).space(SPACE).seed(3).each(trial -> further.apply(small(trial)));
    }

    /** Does something with the trial of a number. */
    private static UnaryOperator<FineTuner> inTrial(int number, UnaryOperator<FineTuner> what) {
        AtomicInteger count = new AtomicInteger();
        return trial -> count.incrementAndGet() == number ? what.apply(trial) : trial;
    }

    private static FineTuner interruptAfterThreeSteps(FineTuner trial) {
        return trial.listener(progress -> {
            if (progress.step() == 3) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static FineTuner interrupt(FineTuner trial) {
        Thread.currentThread().interrupt();
        return trial;
    }

    @Test
    void trainsEachTrialWithItsSettingsAndKeepsTheBestBot() {
        SearchResult found = search(trial -> trial).trials(4).search();
        Trial best = found.trials().stream().min(Comparator.comparing(trial -> trial.loss().orElseThrow())).orElseThrow();
        Trial.Settings settings = best.settings();
        FineTuner alone = FineTuner.on(CORPUS).holdOut(0.1).epochs(settings.epochs()).learningRate(settings.learningRate())
                .schedule(settings.schedule()).warmUp(settings.warmUp()).gradientAccumulation(settings.gradientAccumulation());
        try (Bot bot = small(alone).train(); Bot kept = found.bot()) {
            assertEquals(best, found.best());
            assertEquals(Math.log(bot.run().perplexityAfter().orElseThrow()), best.loss().orElseThrow(), 1e-9);
            SmallBot.assertSameWeights(bot, kept);
            for (Trial trial : found.trials()) {
                Run run = trial.run().orElseThrow();
                assertEquals(trial.settings().epochs(), run.hyperParameters().get("epochs"));
                assertEquals(trial.settings().learningRate(), run.hyperParameters().get("learning rate"));
                assertEquals(0.1, run.hyperParameters().get("held out"));
            }
        }
    }

    @Test
    void triesTheSameSettingsWithTheSameSeed() {
        List<Trial> three = search(trial -> trial).trials(3).search().trials();
        List<Trial> two = search(trial -> trial).trials(2).search().trials();
        List<Trial> others = search(trial -> trial).seed(4).trials(1).search().trials();

        assertEquals(3, three.stream().map(Trial::settings).distinct().count());
        for (int i = 0; i < 2; i++) {
            assertEquals(three.get(i).settings(), two.get(i).settings());
            assertEquals(three.get(i).loss(), two.get(i).loss());
        }
        assertFalse(three.stream().map(Trial::settings).toList().contains(others.get(0).settings()));
    }

    @Test
    void goesOnAfterATrialThatFails() {
        SearchResult found = search(inTrial(2, trial -> trial.base(empty))).trials(3).search();

        assertEquals(List.of("complete", "failed", "complete"), found.trials().stream().map(Trial::outcome).toList());
        assertTrue(found.trials().get(1).failure().orElseThrow().startsWith(empty + " is no model folder"));
        assertTrue(found.trials().get(1).loss().isEmpty());
        assertEquals(1, found.bot().generate("Caught", 1).size());
        Table table = found.table();
        assertEquals(List.of(1, 2, 3), table.intColumn("Trial").asList());
        assertEquals(found.trials().get(2).loss().orElseThrow(), table.doubleColumn("Held-out loss").get(2));
        assertTrue(table.doubleColumn("Held-out loss").isMissing(1));
        assertTrue(table.stringColumn("Outcome").get(1).startsWith("failed: " + empty));
        found.bot().close();
    }

    @Test
    void keepsTheTrialsSoFarWhenInterrupted() {
        SearchResult found = search(inTrial(2, RandomSearchTest::interruptAfterThreeSteps)).trials(5).search();

        assertEquals(List.of("complete", "stopped"), found.trials().stream().map(Trial::outcome).toList());
        assertEquals(1, found.best().number());
        assertEquals(found.trials().get(0).run().orElseThrow().steps(), found.bot().run().steps());
        assertFalse(Thread.currentThread().isInterrupted());
        found.bot().close();
    }

    @Test
    void endsWhenInterruptedWhileATrialLoads() {
        SearchResult found = search(inTrial(3, RandomSearchTest::interrupt)).trials(5).search();

        assertEquals(List.of("complete", "complete"), found.trials().stream().map(Trial::outcome).toList());
        assertFalse(Thread.currentThread().isInterrupted());
        found.bot().close();

        RandomSearch atOnce = search(RandomSearchTest::interrupt);
        assertThrows(CancellationException.class, atOnce::search);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void keepsAStoppedFirstTrial() {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        SearchResult found;
        try {
            found = search(RandomSearchTest::interruptAfterThreeSteps).trials(5).search();
        } finally {
            System.setOut(before);
        }
        String shown = written.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("The search was stopped in trial 1 of 5. The bot is that of trial 1."), shown);

        assertEquals(List.of("stopped"), found.trials().stream().map(Trial::outcome).toList());
        assertTrue(found.bot().run().wasStopped());
        assertTrue(found.toString().startsWith("Best of 1 trial is trial 1 with a held-out loss of "), found.toString());
        found.bot().close();
    }

    @Test
    void failsAfterThreeFailedTrialsWithoutASuccess() {
        AtomicInteger tried = new AtomicInteger();
        RandomSearch search = search(trial -> {
            tried.incrementAndGet();
            return trial.base(empty);
        }).trials(20);

        String message = assertThrows(ModelException.class, search::search).getMessage();
        assertTrue(message.startsWith("Each of 3 trials failed; the last one: " + empty), message);
        assertEquals(3, tried.get());
        assertThrows(IllegalStateException.class, () -> search(trial -> trial.patience(2)).search());
    }

    @Test
    void refusesZeroTrialsAndSharesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> RandomSearch.on(CORPUS).trials(0));
        assertThrows(IllegalArgumentException.class, () -> RandomSearch.on(CORPUS).holdOut(0));
        assertThrows(IllegalArgumentException.class, () -> RandomSearch.on(CORPUS).holdOut(1));
    }
}
