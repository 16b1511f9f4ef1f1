package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.huggingtweets.corpus.Author;
import io.github.huggingtweets.corpus.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private static final Corpus CORPUS = Corpus.of(new Author("pip", "Pip", Optional.empty()),
            IntStream.range(0, 400).mapToObj(i -> "the goose has opinions about the train at " + i).toList(), 0);

    @Test
    void theStopButtonOfANotebookStopsTheTraining() {
        List<Integer> steps = new ArrayList<>();
        FineTuner fineTuner = FineTuner.on(CORPUS).epochs(1).listener(progress -> {
            steps.add(progress.step());
            if (progress.step() == 3) {
                Thread.currentThread().interrupt();
            }
        });

        CancellationException stopped = assertThrows(CancellationException.class, fineTuner::train);

        assertEquals(List.of(1, 2, 3), steps);
        assertEquals("The training was interrupted at step 3", stopped.getMessage().split(" of ")[0]);
        assertFalse(Thread.currentThread().isInterrupted(), "what comes next is not interrupted too");
    }
}
