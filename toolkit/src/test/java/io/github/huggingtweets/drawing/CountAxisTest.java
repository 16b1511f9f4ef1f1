package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Axes of counts are logarithmic if the counts span several powers of ten. */
class CountAxisTest {

    @Test
    void isLinearForCountsOfOnePowerOfTen() {
        CountAxis axis = CountAxis.of(new int[] {0, 3, 18, 42, 90});

        assertFalse(axis.byPowers());
        assertEquals(42, axis.position(42));
        assertEquals(0, axis.lowest());
        assertEquals(100, axis.highest());
    }

    @Test
    void isLinearUnlessTheHighestCountIsAHundredTimesALowOne() {
        assertFalse(CountAxis.of(IntStream.rangeClosed(20_000, 90_000).toArray()).byPowers());
        assertTrue(CountAxis.of(new int[] {20_000, 20_000, 20_000, 8_000_000}).byPowers());
    }

    @Test
    void putsZeroOneStepBelowOne() {
        CountAxis axis = CountAxis.of(new int[] {0, 1, 10, 5000});

        assertEquals(-1, axis.position(0));
        assertEquals(-0.5, axis.position(0.5), "the median of 0 and 1");
        assertEquals(0, axis.position(1));
        assertEquals(3, axis.position(1000), 1e-12);
        assertEquals(-1, axis.lowest());
        assertEquals(4, axis.highest(), "10,000 is near");
    }

    @Test
    void beginsAtTheLowestPower() {
        assertEquals(2, CountAxis.of(new int[] {150, 150, 150, 20_000}).lowest());
        assertEquals(Math.log10(20_000), CountAxis.of(new int[] {150, 150, 150, 20_000}).highest(), "100,000 is far");
    }
}
