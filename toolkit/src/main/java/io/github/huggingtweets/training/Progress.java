package io.github.huggingtweets.training;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far a training has come.
 *
 * @param step the number of optimizer steps taken
 * @param totalSteps the number of steps that the training will take
 * @param loss the loss, in nats a token, smoothed over the latest steps
 * @param heldOutLoss the loss on the held-out tweets when it was last measured, if it was
 * @param tokensPerSecond the speed since the training began
 * @param remaining the estimated time left
 */
public record Progress(int step, int totalSteps, double loss, OptionalDouble heldOutLoss, double tokensPerSecond,
        Duration remaining) {

    /** {@return whether the last step has been taken} */
    public boolean isDone() {
        return step == totalSteps;
    }
}
