package io.github.huggingtweets.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A generation that takes some time shows how many tweets are finished, and returns those when it is stopped. */
class GenerationProgressTest {

    private static final Sampling SAMPLING = Sampling.defaults().seed(2);

    private final List<GenerationProgress> shown = new ArrayList<>();
    private long now = 5_000_000_000L;

    /** Writes 20 tweets with the embedded model. Each look at the clock finds it later by some milliseconds. */
    private GeneratedTweets generate(Bot bot, int milliseconds, Consumer<GenerationProgress> heard) {
        ProgressListener listener = progress -> {
            shown.add((GenerationProgress) progress);
            heard.accept((GenerationProgress) progress);
        };
        return bot.generate("I think", 20, SAMPLING, () -> listener, () -> now += Duration.ofMillis(milliseconds).toNanos());
    }

    private static void interruptOnce(boolean now) {
        if (now) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void showsHowManyTweetsAreFinishedAfterTwoSeconds() {
        try (Bot bot = Bot.load(Nano.folder())) {
            GeneratedTweets tweets = generate(bot, 10, progress -> {});

            assertEquals(bot.generate("I think", 20, SAMPLING), tweets, "the tweets are the same as without progress");
            GenerationProgress first = shown.get(0);
            assertEquals(Duration.ofSeconds(2).toMillis(), first.elapsed().toMillis(), 20);
            assertTrue(first.line().matches("\\d+ of 20 tweets finished · at most .* left"), first.line());
            for (int i = 1; i < shown.size(); i++) {
                assertTrue(shown.get(i).finished() >= shown.get(i - 1).finished());
                assertTrue(shown.get(i).fraction() > shown.get(i - 1).fraction() || shown.get(i).isDone());
            }
            assertTrue(shown.stream().map(GenerationProgress::finished).distinct().count() > 3, "tweets end at different times");
            GenerationProgress last = shown.get(shown.size() - 1);
            assertEquals(1, shown.stream().filter(GenerationProgress::isDone).count());
            assertEquals(1, last.fraction(), 1e-12);
            assertTrue(last.line().matches("20 tweets · took \\d+ .*"), last.line());
        }
    }

    @Test
    void showsNothingInTheFirstTwoSeconds() {
        try (Bot bot = Bot.load(Nano.folder())) {
            generate(bot, 0, progress -> {});

            assertEquals(List.of(), shown);
        }
    }

    @Test
    void returnsTheFinishedTweetsWhenStopped() {
        try (Bot bot = Bot.load(Nano.folder())) {
            GeneratedTweets whole = bot.generate("I think", 20, SAMPLING);
            GeneratedTweets part = generate(bot, 1_000,
                    progress -> interruptOnce(progress.finished() == 5 && shown.get(shown.size() - 2).finished() < 5));

            assertTrue(part.size() >= 5 && part.size() < 20, part.toString());
            assertEquals(part, whole.stream().filter(part::contains).toList(), "each is whole, and they are in their order");
            GenerationProgress last = shown.get(shown.size() - 1);
            assertTrue(last.line().startsWith("Stopped · %d of 20 tweets finished · took ".formatted(part.size())), last.line());
            assertFalse(Thread.currentThread().isInterrupted(), "what comes next is not interrupted too");
        }
    }

    @Test
    void saysThatItWasStoppedBeforeATweetWasFinished() {
        try (Bot bot = Bot.load(Nano.folder())) {
            assertEquals("The generation was stopped before a tweet was finished.", assertThrows(CancellationException.class,
                    () -> generate(bot, 1_000, progress -> interruptOnce(shown.size() == 2))).getMessage());
            GenerationProgress last = shown.get(shown.size() - 1);
            assertTrue(last.isDone() && last.line().startsWith("Stopped · 0 of 20 tweets finished"), last.line());

            shown.clear();
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> generate(bot, 0, progress -> {}));
            assertEquals(List.of(), shown);
        }
    }

    @Test
    void estimatesTheTimeOfTheTweetsThatComeAfterTheFirstHundred() {
        GenerationMeter meter = new GenerationMeter(250, 50, false, () -> progress -> shown.add((GenerationProgress) progress),
                () -> now);
        for (int round = 0; round < 10; round++) {
            now += Duration.ofSeconds(1).toNanos();
            IntStream.range(0, 100).forEach(meter::onToken);
        }
        GenerationProgress before = shown.get(shown.size() - 1);
        IntStream.range(0, 100).forEach(tweet -> meter.onEnd(tweet, true));
        now += Duration.ofSeconds(1).toNanos();
        IntStream.range(100, 200).forEach(meter::onToken);
        GenerationProgress after = shown.get(shown.size() - 1);

        assertEquals(Duration.ofSeconds(40 + 2 * 50), before.mostRemaining().orElseThrow());
        assertEquals(0.2 * 100 / 250, before.fraction(), 0.001);
        assertEquals("100 of 250 tweets finished · at most 1 min 39 s left", after.line());
        assertEquals(0.4 + 0.02 * 100 / 250, after.fraction(), 0.001);
    }

    @Test
    void countsOneTweetInTheSingular() {
        List<String> lines =
                Stream.of(State.RUNNING, State.COMPLETE, State.STOPPED, State.FAILED).map(state -> new GenerationProgress(
                        0, 1, 0, Duration.ofSeconds(3), Optional.of(Duration.ofSeconds(9)), 0, state).line()).toList();

        assertEquals(List.of("0 of 1 tweet finished · at most 9 s left", "1 tweet · took 3 s",
                "Stopped · 0 of 1 tweet finished · took 3 s", "Failed · 0 of 1 tweet finished · took 3 s"), lines);
    }
}
