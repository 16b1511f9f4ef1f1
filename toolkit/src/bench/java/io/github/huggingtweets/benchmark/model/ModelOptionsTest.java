package io.github.huggingtweets.benchmark.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.huggingtweets.benchmark.model.ModelOptions.Work;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code ./lab bench model}. */
class ModelOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--alone --only songs", "--alone --only parity", "--alone --only race", "--rounds 0", "--rounds many",
        "--rounds", "--size 5"})
    void refusesWhatCannotBeMeasuredInOneLine(String wrong) {
        String message = assertThrows(IllegalArgumentException.class, () -> ModelOptions.of(wrong.split(" "))).getMessage();

        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void measuresAllButTheLossesOfEachStep() {
        assertEquals(Set.of(Work.TRAINING, Work.GENERATION, Work.START, Work.PROFILE, Work.RACE), ModelOptions.of().works());
    }

    @Test
    void leavesOutTheRaceOfASmallModel() {
        ModelOptions options = ModelOptions.of("--small");

        assertTrue(options.small());
        assertFalse(options.works().contains(Work.RACE));
    }

    @Test
    void measuresOnlyWhatIsNamed() {
        assertEquals(Set.of(Work.START, Work.RACE), ModelOptions.of("--only", "race,start").works());
    }
}
