package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.bot.SmallBot;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is measured on held-out tweets as it goes, ends when that gets no better, and keeps the best weights. */
class EvaluationTest {

    private static final int EVERY = 4;
    private static final List<String> WORDS = List.of("otter", "heron", "pond", "reeds", "sings", "sleeps", "old", "why");

    /** Words in no order: there is nothing to learn but how often each is used, and after that the model memorizes the tweets. */
    private static final Corpus CORPUS = Corpus.of(new Author("otter", "Otter", Optional.empty()), tweets(), 0);

    @TempDir
    private static Path base;

    @TempDir
    private Path folder;

    private static List<String> tweets() {
        Random random = new Random(3);
        return Stream.generate(() -> random.ints(8, 0, WORDS.size()).mapToObj(WORDS::get).toList())
                .map(words -> String.join(" ", words)).limit(160).toList();
    }

    @BeforeAll
    static void saveABaseModel() {
        SmallBot.saveAsBase(base);
    }

    /** Trains until it memorizes the tweets. */
    private static FineTuner fineTuner() {
        return FineTuner.on(CORPUS).base(base).epochs(8).learningRate(2e-2).schedule(Schedule.CONSTANT).dropout(0.1f)
                .holdOut(0.2).device("cpu").listener(progress -> {});
    }

    private static Run train(FineTuner fineTuner) {
        try (Bot bot = fineTuner.train()) {
            return bot.run();
        }
    }

    private static int last(Run run) {
        return run.steps().get(run.steps().size() - 1).step();
    }

    private static Run.Evaluation best(Run run) {
        return run.evaluations().stream().sorted(Comparator.comparing(Run.Evaluation::loss)).findFirst().orElseThrow();
    }

    private static double heldOutLoss(Bot bot) {
        return SmallBot.loss(bot, CORPUS.split(0.2, 42).heldOut().text(1, 42));
    }

    private static void assertSame(Bot expected, Bot actual) {
        assertEquals(expected.run().steps(), actual.run().steps());
        assertEquals(expected.run().evaluations(), actual.run().evaluations());
        SmallBot.assertSameWeights(expected, actual);
    }

    @Test
    void evaluationsChangeNothingInTheTraining() {
        assertEquals(train(fineTuner()).steps(), train(fineTuner().evaluateEvery(1)).steps());
    }

    @Test
    void givesTheBotTheWeightsOfTheBestEvaluation() {
        RecordingListener listener = new RecordingListener();
        try (Bot bot = fineTuner().evaluateEvery(EVERY).listener(listener).train()) {
            Run run = bot.run();
            int last = last(run);
            List<Integer> expected = new ArrayList<>(IntStream.rangeClosed(1, last / EVERY).map(i -> i * EVERY).boxed().toList());
            if (last % EVERY > 0) {
                expected.add(last);
            }
            Run.Evaluation best = best(run);

            assertEquals(expected, run.evaluations().stream().map(Run.Evaluation::step).toList());
            assertTrue(best.step() < last - EVERY, "the loss does not rise again: " + run.evaluations());
            assertEquals(best.loss(), heldOutLoss(bot), 1e-3 * best.loss());
            assertEquals(Math.exp(best.loss()), run.perplexityAfter().orElseThrow(), 1e-9);
            assertEquals(run.evaluations().stream().map(Run.Evaluation::loss).distinct().toList(),
                    listener.steps.stream().flatMap(step -> step.heldOutLoss().stream().boxed()).distinct().toList());
            String expectedStart = "The model has the weights of step %d, whose loss on the held-out text".formatted(best.step());
            assertTrue(listener.warnings.get(listener.warnings.size() - 1).startsWith(expectedStart),
                    listener.warnings.toString());
        }
    }

    @Test
    void recordsTheEvaluations() throws IOException {
        Run run = train(fineTuner().epochs(2).evaluateEvery(EVERY).patience(50));
        run.write(folder.resolve("run.json"));

        assertTrue(run.evaluations().size() > 1);
        assertEquals(run.evaluations(), Run.read(folder.resolve("run.json")).evaluations());
        assertEquals(EVERY, run.hyperParameters().get("steps between evaluations"));
        assertEquals(50, run.hyperParameters().get("patience in evaluations"));
    }

    @Test
    void endsEarlyWhenThePatienceIsUsedUp() {
        Run whole = train(fineTuner().evaluateEvery(EVERY));
        int inVain = 0;
        int end = 0;
        for (double lowest = Double.MAX_VALUE; inVain < 3; end++) {
            double loss = whole.evaluations().get(end).loss();
            inVain = loss < lowest ? 0 : inVain + 1;
            lowest = Math.min(loss, lowest);
        }
        RecordingListener listener = new RecordingListener();
        try (Bot bot = fineTuner().evaluateEvery(EVERY).patience(3).listener(listener).train()) {
            Run run = bot.run();

            assertTrue(end < whole.evaluations().size(), "the patience is never used up");
            assertEquals(whole.evaluations().subList(0, end), run.evaluations());
            assertEquals(end * EVERY + " of " + last(whole), run.hyperParameters().get("ended early after step"));
            assertTrue(!run.wasStopped(), "nobody stopped it");
            assertEquals(State.ENDED_EARLY, listener.end().state());
            assertEquals(run.loss().orElseThrow(), listener.end().loss());
            assertEquals(best(run).loss(), heldOutLoss(bot), 1e-3 * best(run).loss());
        }
    }

    /** Each part is stopped after a given step, as by the stop button; the last part ends when the patience is used up. */
    @Test
    void resumesWithTheResultOfAnUninterruptedTraining() {
        try (Bot whole = fineTuner().evaluateEvery(EVERY).patience(4).train()) {
            int best = best(whole.run()).step();
            for (int end : List.of(2, best + 1, best + 2 * EVERY, best + 3 * EVERY + 2)) {
                fineTuner().evaluateEvery(EVERY).patience(4).checkpoints(folder, 1_000).listener(progress -> {
                    if (progress.step() == end) {
                        Thread.currentThread().interrupt();
                    }
                }).resume().close();
            }
            try (Bot rest = fineTuner().evaluateEvery(EVERY).patience(4).checkpoints(folder, 1).resume();
                    Bot again = fineTuner().evaluateEvery(EVERY).patience(4).checkpoints(folder, 1).resume()) {
                assertTrue(whole.run().hyperParameters().containsKey("ended early after step"));
                assertSame(whole, rest);
                assertSame(whole, again);
            }
        }
    }

    @Test
    void measuresAStoppedTrainingOnceMore() {
        try (Bot bot = fineTuner().evaluateEvery(EVERY).listener(progress -> {
            if (progress.step() == EVERY + 1) {
                Thread.currentThread().interrupt();
            }
        }).train()) {
            assertEquals(List.of(EVERY, EVERY + 1), bot.run().evaluations().stream().map(Run.Evaluation::step).toList());
            assertTrue(bot.run().wasStopped());
            assertEquals(best(bot.run()).loss(), heldOutLoss(bot), 1e-3 * best(bot.run()).loss());
        }
    }

    @Test
    void refusesEvaluationsWithoutHeldOutTweets() {
        assertThrows(IllegalArgumentException.class, () -> fineTuner().evaluateEvery(0));
        assertThrows(IllegalArgumentException.class, () -> fineTuner().patience(0));
        assertEquals("The patience counts evaluations; say how often with evaluateEvery(steps)",
                assertThrows(IllegalStateException.class, () -> fineTuner().patience(2).train()).getMessage());
        assertEquals("There are no tweets to evaluate on; hold some out, such as holdOut(0.1)",
                assertThrows(IllegalStateException.class, () -> fineTuner().holdOut(0).evaluateEvery(2).train()).getMessage());
        assertEquals("There are no tweets to evaluate on: holdOut(0.001) holds out none of 160;"
                + " hold out more, such as holdOut(0.1)",
                assertThrows(ModelException.class, () -> fineTuner().holdOut(0.001).evaluateEvery(2).train()).getMessage());
    }
}
