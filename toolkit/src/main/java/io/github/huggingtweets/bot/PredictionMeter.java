package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts the tokens that models read to predict tweets, and shows the progress if that takes some time. */
final class PredictionMeter {

    private final long all;
    private final Supplier<ProgressListener> display;
    private final LongSupplier nanoTime;
    private final long start;
    private ProgressListener shown; // null until something is shown
    private long done;

    /**
     * Begins to count.
     *
     * @param all the number of tokens to read
     * @param display makes the display, if there is something to show
     * @param nanoTime tells the time, as {@link System#nanoTime()} does
     */
    PredictionMeter(long all, Supplier<ProgressListener> display, LongSupplier nanoTime) {
        this.all = Math.max(1, all);
        this.display = display;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void onTokens(int tokens) {
        done += tokens;
        if (shown != null || elapsed().compareTo(GenerationMeter.UNTIL_SHOWN) >= 0) {
            show(State.RUNNING);
        }
    }

    /** Shows how it has ended, if any progress has been shown. */
    void end(State state) {
        if (shown != null) {
            show(state);
        }
    }

    private void show(State state) {
        if (shown == null) {
            shown = display.get();
        }
        double fraction = state == State.COMPLETE ? 1 : Math.min(1, (double) done / all); // the number of tokens is an estimate
        shown.onProgress(new Predicting(fraction, elapsed(), state));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /**
     * How far it has come.
     *
     * @param fraction the part that is done, from 0 to 1
     * @param elapsed the time since it began
     * @param state whether it goes on, and if it does not, how it has ended
     */
    record Predicting(double fraction, Duration elapsed, State state) implements Progress {

        @Override
        public String activity() {
            return "Predicting tweets";
        }

        @Override
        public boolean isDone() {
            return state != State.RUNNING;
        }

        /** {@return the state in one line, such as {@code Predicting tweets · 40 % · 12 s left}} */
        @Override
        public String line() {
            String amount = activity() + English.format(" · %.0f %%", 100 * fraction);
            return switch (state) {
                case RUNNING -> amount + (fraction == 0 ? "" : " · " + Progress.words(left()) + " left");
                case COMPLETE, ENDED_EARLY -> "Predicted tweets · took " + Progress.words(elapsed);
                case STOPPED -> "Stopped · " + amount;
                case FAILED -> "Failed · " + amount;
            };
        }

        private Duration left() {
            return Duration.ofNanos((long) (elapsed.toNanos() * (1 - fraction) / fraction));
        }
    }
}
