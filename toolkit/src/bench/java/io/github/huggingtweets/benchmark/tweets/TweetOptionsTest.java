package io.github.huggingtweets.benchmark.tweets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code ./lab bench tweets}. */
class TweetOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--tweets many", "--tweets 0", "--size 5", "--rounds"})
    void refusesWhatCannotBeMeasuredInOneLine(String wrong) {
        String message = assertThrows(IllegalArgumentException.class, () -> TweetOptions.of(wrong.split(" "))).getMessage();

        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void readsNumbersWithUnderscores() {
        assertEquals(20_000, TweetOptions.of("--tweets", "20_000").tweets());
    }
}
