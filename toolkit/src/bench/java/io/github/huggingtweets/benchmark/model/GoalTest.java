package io.github.huggingtweets.benchmark.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.huggingtweets.benchmark.Target;
import io.github.huggingtweets.pytorch.Processor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The goals differ by what a processor can do. */
class GoalTest {

    private static final Processor FAST = new Processor("Zen 5", List.of("AVX2", "AVX-512", "AVX512-BF16"));
    private static final Processor OTHER = new Processor("an older one", List.of("AVX2", "AVX-512"));

    @Test
    void asksMoreOfAProcessorThatMultipliesBfloat16() {
        assertEquals(Optional.of(Target.atLeast(3)), Goal.TRAINING_FLOAT32.on(FAST));
        assertEquals(Optional.of(Target.atLeast(1.6)), Goal.TRAINING_FLOAT32.on(OTHER));
    }

    @Test
    void asksNothingOfTheDefaultWhereItIsFloat32() {
        assertEquals(Optional.empty(), Goal.TRAINING_BY_DEFAULT.on(OTHER));
    }
}
