package io.github.huggingtweets.bot;

import io.github.huggingtweets.drawing.English;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.Optional;

/**
 * How far the generation of several tweets has come, or how it has ended.
 *
 * @param finished the number of tweets that are finished
 * @param count the number of all tweets
 * @param fraction the part that is done, from 0 to 1
 * @param elapsed the time since it began
 * @param mostRemaining the time that it will take if the longest tweet gets as long as a tweet may be; empty if tweets may be
 *         drawn again, so that nobody knows
 * @param again how often a tweet was drawn again because it copied too much
 * @param state whether it goes on, and if it does not, how it has ended
 */
record GenerationProgress(int finished, int count, double fraction, Duration elapsed, Optional<Duration> mostRemaining,
        int again, State state) implements Progress {

    @Override
    public String activity() {
        return "Writing tweets";
    }

    @Override
    public boolean isDone() {
        return state != State.RUNNING;
    }

    /** {@return the state in one line, such as {@code 4 of 10 tweets finished · at most 12 s left}} */
    @Override
    public String line() {
        String amount = English.format("%,d of %s finished", finished, English.count(count, "tweet"));
        String redrawn = again == 0 ? "" : English.format(" · %,d drawn again", again);
        String took = redrawn + " · took " + Progress.words(elapsed);
        return switch (state) {
            case RUNNING -> amount + redrawn
                    + mostRemaining.map(most -> " · at most " + Progress.words(most) + " left").orElse("");
            case COMPLETE, ENDED_EARLY -> English.count(count, "tweet") + took;
            case STOPPED -> "Stopped · " + amount + took;
            case FAILED -> "Failed · " + amount + took;
        };
    }
}
