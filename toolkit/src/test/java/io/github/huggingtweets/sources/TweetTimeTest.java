package io.github.huggingtweets.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TweetTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2023-12-31T14:36:59Z, 2023-12-31T14:36:59Z",
        "2023-12-31T14:36:59.000Z, 2023-12-31T14:36:59Z",
        "2023-12-31T14:36:59.123456789Z, 2023-12-31T14:36:59.123456789Z",
        "2023-12-31T14:36:59+05:30, 2023-12-31T09:06:59Z",
        "2023-12-31 14:36:59 +0000, 2023-12-31T14:36:59Z",
        "2023-12-31T14:36Z, 2023-12-31T14:36:00Z",
        "Sun Dec 31 14:36:59 +0000 2023, 2023-12-31T14:36:59Z",
        "Sun Dec 31 14:36:59 -0330 2023, 2023-12-31T18:06:59Z",
        "Mon Jan 1 00:30:00 +0100 2024, 2023-12-31T23:30:00Z"
    })
    void readsTheFormsOfIso8601AndTwitter(String written, String expected) {
        assertEquals(Optional.of(Instant.parse(expected)), TweetTime.read(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "yesterday", "1704033419", "2023-12-31", "2023-12-31T14:36:59", "31/12/2023 14:36", "2023-02-31T10:00:00Z",
        "2023-12-31T25:00:00Z", "Sun Foo 31 14:36:59 +0000 2023", "Sun Feb 31 14:36:59 +0000 2023",
        "Sun Dec 31 14:36:59 PDT 2023", "2023-12-31T14:36:59Z and more"
    })
    void readsNothingElse(String written) {
        assertEquals(Optional.empty(), TweetTime.read(written));
    }
}
