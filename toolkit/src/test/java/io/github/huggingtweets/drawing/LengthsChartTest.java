package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** The bars of a histogram of lengths. */
class LengthsChartTest {

    @Test
    void countsALengthAtTheEndOfABarInThatBar() {
        assertArrayEquals(new int[] {2, 1, 3}, LengthsChart.histogram(new int[] {1, 10, 11, 21, 29, 30}, 10, 3));
    }
}
