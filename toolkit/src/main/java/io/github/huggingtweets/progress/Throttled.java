package io.github.huggingtweets.progress;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Passes on only as many changes as a person can read. The first and the last state of each activity always pass. */
final class Throttled implements ProgressListener {

    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);

    private final ProgressListener display;
    private final LongSupplier nanoTime;
    private String activity = "";
    private long changed;

    Throttled(ProgressListener display) {
        this(display, System::nanoTime);
    }

    Throttled(ProgressListener display, LongSupplier nanoTime) {
        this.display = display;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onNote(String note) {
        display.onNote(note);
    }

    @Override
    public void onProgress(Progress progress) {
        long now = nanoTime.getAsLong();
        boolean isFirst = !progress.activity().equals(activity);
        if (isFirst || progress.isDone() || now - changed >= BETWEEN_CHANGES.toNanos()) {
            activity = progress.activity();
            changed = now;
            display.onProgress(progress);
        }
    }
}
