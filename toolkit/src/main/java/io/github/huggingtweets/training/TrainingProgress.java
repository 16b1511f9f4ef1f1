package io.github.huggingtweets.training;

import io.github.huggingtweets.progress.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a training has come.
 *
 * @param step the number of optimizer steps taken
 * @param totalSteps the number of steps that the training will take
 * @param loss the loss in nats per token, smoothed over the latest steps; {@code NaN} until it is measured
 * @param heldOutLoss the loss on the held-out tweets in nats per token when it was last measured, if it was
 * @param tokensPerSecond the speed since the training began
 * @param elapsed the time since the training began
 * @param remaining the estimated time left
 */
public record TrainingProgress(int step, int totalSteps, double loss, OptionalDouble heldOutLoss, double tokensPerSecond,
        Duration elapsed, Duration remaining) implements Progress {

    @Override
    public String activity() {
        return "Training";
    }

    @Override
    public double fraction() {
        return (double) step / totalSteps;
    }

    @Override
    public boolean isDone() {
        return step == totalSteps;
    }

    /** {@return the state in one line, such as {@code Step 12 of 96 · loss 3.412 · 1,204 tokens a second · 1 min 5 s left}} */
    @Override
    public String line() {
        StringBuilder line = new StringBuilder(isDone()
                ? String.format(Locale.ENGLISH, "%,d steps in %s", step, Progress.words(elapsed))
                : String.format(Locale.ENGLISH, "Step %,d of %,d", step, totalSteps));
        if (!Double.isNaN(loss)) {
            line.append(String.format(Locale.ENGLISH, " · loss %.3f", loss));
        }
        heldOutLoss.ifPresent(heldOut -> line.append(String.format(Locale.ENGLISH, " · %.3f held out", heldOut)));
        line.append(String.format(Locale.ENGLISH, " · %,.0f tokens a second", tokensPerSecond));
        if (!isDone()) {
            line.append(" · ").append(Progress.words(remaining)).append(" left");
        }
        return line.toString();
    }
}
