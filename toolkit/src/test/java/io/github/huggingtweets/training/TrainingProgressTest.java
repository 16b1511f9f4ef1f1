package io.github.huggingtweets.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.bot.MeanLoss;
import io.github.huggingtweets.progress.State;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

    private static String line(int step, double loss, OptionalDouble heldOut, long remainingSeconds, State state) {
        return new TrainingProgress(step, 1_200, new MeanLoss(loss, Math.min(step, 20)), heldOut, 1_234.4,
                Duration.ofMillis(3_010), Duration.ofSeconds(remainingSeconds), state).line();
    }

    @Test
    void saysInOneLineHowFarItIs() {
        assertEquals("Step 1 of 1,200 · 1 h 5 min left · loss 5.000, first step · 1,234 tokens a second",
                line(1, 5, OptionalDouble.empty(), 3_900, State.RUNNING));
        assertEquals("Step 12 of 1,200 · 1 min 5 s left · loss 3.412, mean of the last 12 steps · 1,234 tokens a second",
                line(12, 3.41249, OptionalDouble.empty(), 65, State.RUNNING));
        assertEquals("Step 52 of 1,200 · 5 s left · loss 3.412, mean of the last 20 steps · 4.500 held out"
                + " · 1,234 tokens a second", line(52, 3.41249, OptionalDouble.of(4.5), 5, State.RUNNING));
    }

    @Test
    void saysAtTheEndHowLongItTookAndNotWhatIsLeft() {
        String loss = " · took 3 s · loss 2.500, mean of the last 20 steps · 1,234 tokens a second";

        assertEquals("1,200 steps" + loss, line(1_200, 2.5, OptionalDouble.empty(), 0, State.COMPLETE));
        assertEquals("Stopped after step 120 of 1,200" + loss, line(120, 2.5, OptionalDouble.empty(), 0, State.STOPPED));
        assertEquals("Ended after step 120 of 1,200, since it did not get better" + loss,
                line(120, 2.5, OptionalDouble.empty(), 0, State.ENDED_EARLY));
        assertEquals("Failed after step 120 of 1,200" + loss, line(120, 2.5, OptionalDouble.empty(), 0, State.FAILED));
    }
}
