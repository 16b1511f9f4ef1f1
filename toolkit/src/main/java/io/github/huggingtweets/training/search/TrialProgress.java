package io.github.huggingtweets.training.search;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.training.TrainingListener;
import io.github.huggingtweets.training.TrainingProgress;
import java.util.Optional;

/** Shows a trial as any training is shown, after a line that says which trial it is. */
final class TrialProgress implements TrainingListener {

    private final TrainingListener shown = TrainingListener.standard();
    private final Corpus corpus;
    private final int number;
    private final String title;
    private boolean titled;

    TrialProgress(Corpus corpus, int number, int trials, Trial.Settings settings) {
        this.corpus = corpus;
        this.number = number;
        this.title = "Trial %d of %d: %s".formatted(number, trials, settings);
    }

    private void showTitle() {
        if (!titled) {
            titled = true;
            shown.onWarning(title);
        }
    }

    @Override
    public void onWarning(String message) {
        showTitle();
        if (number == 1 || !corpus.warning().equals(Optional.of(message))) { // the warning about the corpus is shown once for all trials
            shown.onWarning(message);
        }
    }

    @Override
    public void onStep(TrainingProgress progress) {
        showTitle();
        shown.onStep(progress);
    }

    @Override
    public void onEnd(TrainingProgress progress) {
        showTitle();
        shown.onEnd(progress);
    }

    /** Says that the search ends with this trial. */
    void stopped(int trials, int best) {
        shown.onWarning(English.format("The search was stopped in trial %,d of %,d. The bot is that of trial %,d.",
                number, trials, best));
    }

    void failed(String why) {
        showTitle();
        shown.onWarning("Trial %d failed: %s".formatted(number, why));
    }
}
