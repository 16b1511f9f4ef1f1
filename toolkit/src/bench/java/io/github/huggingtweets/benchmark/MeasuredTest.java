package io.github.huggingtweets.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs take turns, so the numbers of the same round are compared, and the middle of these ratios counts. */
class MeasuredTest {

    @Test
    void comparesTheNumbersOfTheSameRound() {
        Measured slowed = new Measured("peer", List.of(2.0, 20.0, 4.0));
        Measured other = new Measured("toolkit", List.of(1.0, 10.0, 2.0));

        assertEquals(new Quartiles(2, 2, 2), slowed.ratios(other));
    }

    @Test
    void givesQuartilesAsNumPyDoes() {
        // numpy.percentile([3, 1, 4, 1.5, 9, 2.6], [25, 50, 75])
        Quartiles quartiles = Quartiles.of(3, 1, 4, 1.5, 9, 2.6);

        assertEquals(1.775, quartiles.lower(), 1e-12);
        assertEquals(2.8, quartiles.median(), 1e-12);
        assertEquals(3.75, quartiles.upper(), 1e-12);
    }

    @Test
    void takesASingleNumberForAllQuartiles() {
        assertEquals(new Quartiles(5, 5, 5), Quartiles.of(5));
    }

    @Test
    void keepsAnInfiniteRoundWithoutMakingTheMedianUndefined() {
        assertEquals(2, new Measured("toolkit", List.of(1.0, Double.POSITIVE_INFINITY, 2.0)).median());
    }
}
