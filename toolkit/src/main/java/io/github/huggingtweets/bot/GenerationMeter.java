package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts the tokens of tweets that are written at once. It shows the progress if they take some time, and says of a stopped
 * generation how many of them are finished.
 */
final class GenerationMeter {

    /** Shorter generations show no progress: the tweets are there before one could read it. */
    static final Duration UNTIL_SHOWN = Duration.ofSeconds(2);

    private final int most;
    private final boolean mayRepeat;
    private final int[] written;
    private final Supplier<ProgressListener> display;
    private final LongSupplier nanoTime;
    private final long start;
    private ProgressListener shown; // null until something is shown
    private int finished;
    private int group; // the number of those tweets that are being written at once
    private int rounds; // how often each tweet of the group has got a token, if it has not ended
    private int roundsBefore; // the same of all groups before
    private int again;
    private long settled; // the tokens that are written, and those that finished tweets might have had

    /**
     * Begins to measure.
     *
     * @param count the number of tweets
     * @param most the number of tokens that a tweet may have after its prompt
     * @param mayRepeat whether tweets may be drawn again
     * @param display makes the display, if there is something to show
     * @param nanoTime tells the time, as {@link System#nanoTime()} does
     */
    GenerationMeter(int count, int most, boolean mayRepeat, Supplier<ProgressListener> display, LongSupplier nanoTime) {
        this.most = Math.max(1, most);
        this.mayRepeat = mayRepeat;
        this.written = new int[Math.max(0, count)];
        this.display = display;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Counts a token of a tweet. */
    void onToken(int tweet) {
        if (tweet / Generator.MOST_AT_ONCE > group) {
            group = tweet / Generator.MOST_AT_ONCE;
            roundsBefore += rounds;
            rounds = 0;
        }
        settled++;
        rounds = Math.max(rounds, ++written[tweet]);
        if (shown != null || elapsed().compareTo(UNTIL_SHOWN) >= 0) {
            show(State.RUNNING);
        }
    }

    /**
     * Counts the end of a tweet.
     *
     * @param tweet the number of the tweet
     * @param isFinished whether it is finished; otherwise it is drawn again, and its tokens do not count
     */
    void onEnd(int tweet, boolean isFinished) {
        if (isFinished) {
            finished++;
            settled += most - written[tweet];
        } else {
            again++;
            settled -= written[tweet];
            written[tweet] = 0;
        }
    }

    /** {@return the number of tweets that are finished} */
    int finished() {
        return finished;
    }

    /**
     * Shows how the generation has ended, if any progress has been shown, or if the result is only a part of the tweets.
     *
     * @param state how it has ended
     */
    void end(State state) {
        if (shown != null || state == State.STOPPED && finished > 0) {
            show(state);
        }
    }

    private void show(State state) {
        if (shown == null) {
            shown = display.get();
        }
        Duration elapsed = elapsed();
        int groupsLeft = (written.length - 1) / Generator.MOST_AT_ONCE - group;
        long roundsLeft = (groupsLeft + 1L) * most - rounds;
        Duration mostRemaining = elapsed.multipliedBy(roundsLeft).dividedBy(Math.max(1, roundsBefore + rounds));
        shown.onProgress(new GenerationProgress(finished, written.length, (double) settled / ((long) most * written.length),
                elapsed, mayRepeat ? Optional.empty() : Optional.of(mostRemaining), again, state));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
