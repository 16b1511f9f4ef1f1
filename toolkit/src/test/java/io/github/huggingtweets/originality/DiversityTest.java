package io.github.huggingtweets.originality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DiversityTest {

    @Test
    void dividesTheDifferentPairsOfWordsByAllPairs() {
        assertEquals(OptionalDouble.of(1), Diversity.distinct2(List.of("otters hold hands", "herons do not")));
        assertEquals(OptionalDouble.of(3 / 4.0), Diversity.distinct2(List.of("otters hold hands", "Otters HOLD still")));
        assertEquals(OptionalDouble.of(1 / 5.0), Diversity.distinct2(List.of("why why why", "why  why why", "why why")));
        assertEquals(OptionalDouble.of(2 / 2.0), Diversity.distinct2(List.of("a b", "b a")), "no pair goes into the next text");
        assertEquals(OptionalDouble.of(1 / 2.0), Diversity.distinct2(List.of("a https://x.example b", "a b")));
    }

    @Test
    void hasNoPairsInTextsOfOneWord() {
        assertEquals(OptionalDouble.empty(), Diversity.distinct2(List.of()));
        assertEquals(OptionalDouble.empty(), Diversity.distinct2(List.of("otters", "", " ", "https://x.example")));
    }

    @Test
    void countsTextsThatAreThereTwice() {
        assertEquals(0, Diversity.repeats(List.of()));
        assertEquals(0, Diversity.repeats(List.of("otters sleep", "otters", "sleep otters", "", "")));
        assertEquals(2, Diversity.repeats(List.of("otters sleep", "Otters  sleep https://x.example", "herons sleep")));
        assertEquals(5, Diversity.repeats(List.of("a b", "a b", "c d", "c d", "A B", "e f")));
    }
}
