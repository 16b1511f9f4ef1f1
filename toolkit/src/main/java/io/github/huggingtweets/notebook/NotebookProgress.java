package io.github.huggingtweets.notebook;

import io.github.huggingtweets.training.Progress;
import io.github.huggingtweets.training.TrainingListener;
import java.time.Duration;
import java.util.Locale;

/** Shows a training as one bar below its cell, which changes in place. {@code ServiceLoader} finds it. */
public final class NotebookProgress implements TrainingListener {

    private final ChangingBar bar;

    /** Shows itself in the notebook whose cell is running, and begins to count the time. */
    public NotebookProgress() {
        this(new ChangingBar());
    }

    NotebookProgress(ChangingBar bar) {
        this.bar = bar;
    }

    @Override
    public boolean isAvailable() {
        return ChangingBar.isAvailable();
    }

    @Override
    public void onWarning(String message) {
        bar.note(message);
    }

    @Override
    public void onStep(Progress progress) {
        bar.show((double) progress.step() / progress.totalSteps(), line(progress, bar.elapsed()), progress.isDone());
    }

    /** The state in one line, such as {@code Step 12 of 96 · loss 3.412 · 1,204 tokens a second · 1 min 5 s left}. */
    private static String line(Progress progress, Duration elapsed) {
        StringBuilder line = new StringBuilder(progress.isDone()
                ? String.format(Locale.ENGLISH, "%,d steps in %s", progress.step(), Facts.words(elapsed))
                : String.format(Locale.ENGLISH, "Step %,d of %,d", progress.step(), progress.totalSteps()));
        if (!Double.isNaN(progress.loss())) { // not every step measures it
            line.append(String.format(Locale.ENGLISH, " · loss %.3f", progress.loss()));
        }
        progress.heldOutLoss().ifPresent(loss -> line.append(String.format(Locale.ENGLISH, " · %.3f held out", loss)));
        line.append(String.format(Locale.ENGLISH, " · %,.0f tokens a second", progress.tokensPerSecond()));
        if (!progress.isDone()) {
            line.append(" · ").append(Facts.words(progress.remaining())).append(" left");
        }
        return line.toString();
    }
}
