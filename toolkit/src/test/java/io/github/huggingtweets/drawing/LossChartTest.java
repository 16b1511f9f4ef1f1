package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The moving mean of a loss. */
class LossChartTest {

    @Test
    void keepsAStraightLine() {
        double[] falling = IntStream.rangeClosed(1, 100).mapToDouble(step -> 5 - 0.01 * step).toArray();

        assertArrayEquals(falling, LossChart.movingMean(falling, 3), 0.03);
        assertEquals(falling[50], LossChart.movingMean(falling, 3)[50], 1e-12);
    }
}
