package io.github.huggingtweets.bot;

import io.github.huggingtweets.gpt2.generation.Generator;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts the tokens of tweets that are written at once. It shows the progress if they take some time, and says of a stopped
 * generation how many of them are finished.
 */
final class GenerationMeter implements Generator.Listener {

    /** Shorter generations show no progress: the tweets are there before one could read it. */
    static final Duration UNTIL_SHOWN = Duration.ofSeconds(2);

    private final Generator.Listener tweets;
    private final int most;
    private final int[] written;
    private final Supplier<ProgressListener> display;
    private final LongSupplier nanoTime;
    private final long start;
    private ProgressListener shown; // null until something is shown
    private int finished;
    private int group; // the number of those tweets that are being written at once
    private int rounds; // how often each tweet of the group has got a token, if it has not ended
    private int roundsBefore; // the same of all groups before
    private long settled; // the tokens that are written, and those that finished tweets might have had

    /**
     * Begins to measure.
     *
     * @param tweets receives the tokens
     * @param count the number of tweets
     * @param most the number of tokens that a tweet may have after its prompt
     * @param display makes the display, if there is something to show
     * @param nanoTime tells the time, as {@link System#nanoTime()} does
     */
    GenerationMeter(Generator.Listener tweets, int count, int most, Supplier<ProgressListener> display, LongSupplier nanoTime) {
        this.tweets = tweets;
        this.most = Math.max(1, most);
        this.written = new int[Math.max(0, count)];
        this.display = display;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public void onToken(int tweet, long token) {
        tweets.onToken(tweet, token);
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

    @Override
    public void onEnd(int tweet) {
        tweets.onEnd(tweet);
        finished++;
        settled += most - written[tweet];
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
                elapsed, mostRemaining, state));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
