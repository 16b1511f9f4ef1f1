package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import io.github.huggingtweets.bot.Bot;
import io.github.huggingtweets.bot.Run;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.gpt2.Gpt2;
import io.github.huggingtweets.gpt2.ModelException;
import io.github.huggingtweets.gpt2.Nano;
import io.github.huggingtweets.gpt2.generation.Sampling;
import io.github.huggingtweets.progress.State;
import io.github.huggingtweets.sources.Author;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

    private static final Corpus CORPUS = Corpus.of(new Author("pip", "Pip", Optional.empty()),
            IntStream.range(0, 400).mapToObj(i -> "the goose has opinions about the train at " + i).toList(), 0);

    @TempDir
    private Path folder;

    /** Interrupts its thread after one step. */
    private static final class StopAfter extends RecordingListener {

        private final int step;

        StopAfter(int step) {
            this.step = step;
        }

        @Override
        public void onStep(TrainingProgress progress) {
            super.onStep(progress);
            if (progress.step() == step) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FineTuner fineTuner(TrainingListener listener) {
        return FineTuner.on(CORPUS).settings(HyperParameters.defaults()).epochs(1).device("cpu").listener(listener);
    }

    private static float[] words(Gpt2 model) {
        return model.weights().get("wte.weight").toFloatArray();
    }

    @Test
    void returnsTheBotTrainedSoFarWhenInterrupted() {
        StopAfter listener = new StopAfter(6);
        try (Bot bot = fineTuner(listener).train(); Gpt2 base = Gpt2.load(Nano.folder())) {
            int steps = listener.steps.get(0).totalSteps();

            assertTrue(steps > 6, steps + " steps");
            assertEquals(6, listener.steps.size());
            TrainingProgress end = listener.end();
            assertEquals(State.STOPPED, end.state());
            assertTrue(end.line().startsWith("Stopped after step 6 of %d · took ".formatted(steps)), end.line());
            assertFalse(end.line().contains("left"), end.line());
            assertEquals(bot.run().loss().orElseThrow(), end.loss());
            assertEquals(bot.run().duration(), end.elapsed());
            assertEquals("6 of " + steps, bot.run().hyperParameters().get("stopped after step"));
            assertEquals(List.of(1, 2, 3, 4, 5, 6), bot.run().steps().stream().map(Run.LoggedStep::step).toList());
            assertFalse(Arrays.equals(words(base), words(bot.model())), "nothing was learned");
            assertEquals(1, bot.generate("the goose", 1).size());
            assertFalse(Thread.currentThread().isInterrupted(), "what comes next is not interrupted too");
        }
    }

    @Test
    void throwsWhenInterruptedBeforeTheFirstStep() {
        FineTuner fineTuner = fineTuner(progress -> {});
        Thread.currentThread().interrupt();
        String message = assertThrows(CancellationException.class, fineTuner::train).getMessage();
        assertTrue(message.endsWith("was stopped.") || message.endsWith("before its first step."), message);
        assertFalse(Thread.currentThread().isInterrupted());
        fineTuner.train().close();
    }

    @Test
    void throwsTheFailureOfAListenerThatWasInterrupted() {
        IllegalStateException full = assertThrows(IllegalStateException.class, () -> fineTuner(progress -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The disk is full");
        }).train());

        assertEquals("The disk is full", full.getMessage());
        assertTrue(Thread.interrupted());
    }

    @Test
    void saysAfterWhichStepATrainingFailed() {
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onStep(TrainingProgress progress) {
                super.onStep(progress);
                if (progress.step() == 2) {
                    throw new IllegalStateException("The disk is full");
                }
            }
        };

        assertThrows(IllegalStateException.class, () -> fineTuner(listener).train());
        assertTrue(listener.end().line().startsWith("Failed after step 2 of "), listener.end().line());
    }

    @Test
    void resumesAnInterruptedTraining() {
        try (Bot whole = fineTuner(progress -> {}).train();
                Bot part = fineTuner(new StopAfter(3)).checkpoints(folder, 1_000).train();
                Bot rest = fineTuner(progress -> assertTrue(progress.step() > 3)).checkpoints(folder, 1_000).resume()) {

            assertEquals(whole.run().steps().subList(0, 3), part.run().steps());
            assertEquals(whole.run().steps(), rest.run().steps());
            assertArrayEquals(words(whole.model()), words(rest.model()));
        }
    }

    @Test
    void endsAGenerationWhenInterrupted() {
        List<String> pieces = new ArrayList<>();
        try (Bot bot = Bot.load(Nano.folder())) {
            CancellationException stopped = assertThrows(CancellationException.class,
                    () -> bot.generate("I", 40, Sampling.defaults(), (tweet, piece) -> {
                        pieces.add(piece);
                        if (pieces.size() == 100) {
                            Thread.currentThread().interrupt();
                        }
                    }));

            assertEquals("The generation was stopped.", stopped.getMessage());
            assertTrue(pieces.size() <= 140, pieces.size() + " pieces: it ends with the token that is under way");
            assertEquals(1, bot.generate("I", 1).size(), "the bot is as good as before");
        }
    }

    @Test
    void saysWhatToLowerWhenTheDeviceHasNoMemory() {
        TrainingListener full = progress -> {
            throw new EngineException("CUDA out of memory. Tried to allocate 394.00 MiB. GPU 0 has a total capacity of 14.75 GiB"
                    + " of which 13.06 MiB is free.");
        };

        String many = assertThrows(ModelException.class,
                () -> fineTuner(full).batchSize(4).gradientAccumulation(2).train()).getMessage();
        String one = assertThrows(ModelException.class, () -> fineTuner(full).train()).getMessage();

        assertTrue(many.startsWith("The GPU's memory is used up: 394.00 MiB more were wanted, and 13.06 MiB of 14.75 GiB were"
                + " free. Lower the batch size: batchSize(1).gradientAccumulation(8) learns the same"), many);
        assertTrue(one.contains("A batch is one block already: choose a smaller base model"), one);
    }
}
