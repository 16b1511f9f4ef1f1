package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

    private static TrainingProgress step(int step, double loss, OptionalDouble heldOut, long remainingSeconds) {
        return new TrainingProgress(step, 1_200, loss, heldOut, 1_234.4, Duration.ofMillis(3_010),
                Duration.ofSeconds(remainingSeconds));
    }

    @Test
    void saysInOneLineHowFarItIs() {
        assertEquals("Step 1 of 1,200 · 1,234 tokens a second · 1 h 5 min left",
                step(1, Double.NaN, OptionalDouble.empty(), 3_900).line());
        assertEquals("Step 12 of 1,200 · loss 3.412 · 1,234 tokens a second · 1 min 5 s left",
                step(12, 3.41249, OptionalDouble.empty(), 65).line());
        assertEquals("Step 12 of 1,200 · loss 3.412 · 4.500 held out · 1,234 tokens a second · 5 s left",
                step(12, 3.41249, OptionalDouble.of(4.5), 5).line());
    }

    @Test
    void saysAtTheEndHowLongItTook() {
        assertEquals("1,200 steps in 3 s · loss 2.500 · 1,234 tokens a second",
                step(1_200, 2.5, OptionalDouble.empty(), 0).line());
    }
}
