package io.github.huggingtweets.benchmark.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code ./lab bench spark}. */
class LakeOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--tweets many", "--authors 0", "--tweets 999", "--authors 10,,5", "--authors ten", "--small",
        "--rounds"})
    void refusesWhatCannotBeMeasuredInOneLine(String wrong) {
        String message = assertThrows(IllegalArgumentException.class, () -> LakeOptions.of(wrong.split(" "))).getMessage();

        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void comparesNoMoreAuthorsThanThereAreTweets() {
        assertEquals(List.of(10, 1_000), LakeOptions.of("--tweets", "20_000").authors());
        assertThrows(IllegalArgumentException.class, () -> LakeOptions.of("--tweets", "20_000", "--authors", "10,30_000"));
    }

    @Test
    void readsSeveralNumbersOfAuthors() {
        assertEquals(List.of(10, 5_000), LakeOptions.of("--authors", "10,5_000").authors());
    }

    @Test
    void bindsAProcessToTheFirstCores() {
        assertEquals(List.of("taskset", "-c", "2,3"), LakeOptions.of("--cores", "2,3,6").onCores(2));
        assertEquals(List.of(), LakeOptions.of().onCores(2));
    }
}
