package io.github.huggingtweets.training;

import io.github.huggingtweets.bot.MeanLoss;
import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a training has come, or how it has ended.
 *
 * @param step the number of optimizer steps taken
 * @param totalSteps the number of steps that the training will take
 * @param loss the loss of the latest steps; on a GPU it is a few steps behind until the training has ended
 * @param heldOutLoss the loss on the held-out tweets in nats per token when it was last measured, if it was
 * @param tokensPerSecond the speed since the training began
 * @param elapsed the time from the beginning of the first step to the end of this one, evaluations and checkpoints included; of a
 *     resumed training, with the time before its checkpoint
 * @param remaining the estimated time left; zero when the training has ended
 * @param state whether the training goes on, and if it does not, how it has ended; it ends early when the loss on the held-out tweets
 *     does not get lower any more
 */
public record TrainingProgress(int step, int totalSteps, MeanLoss loss, OptionalDouble heldOutLoss, double tokensPerSecond,
        Duration elapsed, Duration remaining, State state) implements Progress {

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
        return state != State.RUNNING;
    }

    /**
     * {@return the state in one line, such as {@code Step 12 of 96 · 1 min 5 s left · loss 3.412, mean of the last 12 steps · 1,204
     * tokens a second}}
     */
    @Override
    public String line() {
        StringBuilder line = new StringBuilder(String.format(Locale.ENGLISH, switch (state) {
            case RUNNING -> "Step %,d of %,d";
            case COMPLETE -> totalSteps == 1 ? "1 step" : "%,d steps";
            case STOPPED -> "Stopped after step %,d of %,d";
            case ENDED_EARLY -> "Ended after step %,d of %,d, since it did not get better";
            case FAILED -> "Failed after step %,d of %,d";
        }, step, totalSteps));
        if (isDone()) {
            line.append(" · took ").append(Progress.words(elapsed));
        } else if (step < totalSteps) {
            line.append(" · ").append(Progress.words(remaining)).append(" left");
        }
        line.append(" · loss ").append(loss);
        heldOutLoss.ifPresent(heldOut -> line.append(String.format(Locale.ENGLISH, " · %.3f held out", heldOut)));
        return line.append(String.format(Locale.ENGLISH, " · %,.0f tokens a second", tokensPerSecond)).toString();
    }
}
