package io.github.huggingtweets.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-02-03T13:58:00           | 14:05 ZONE (in 7 minutes)
            2026-02-03T13:58:59.123456789 | 14:05 ZONE (in 7 minutes)
            2026-02-03T14:03:00           | 14:05 ZONE (in 2 minutes)
            2026-02-03T14:03:30           | 14:05:00 ZONE (in 90 seconds)
            2026-02-03T14:04:58.5         | 14:05:00 ZONE (in 2 seconds)
            2026-02-03T14:04:59           | 14:05:00 ZONE (in 1 second)
            2026-02-03T11:06:00           | 14:05 ZONE (in about 3 hours)
            2026-02-02T23:05:00           | 14:05 ZONE on 3 February 2026 (in about 15 hours)
            2026-01-01T14:05:00           | 14:05 ZONE on 3 February 2026 (in about 33 days)""")
    void writesWhenAServerAnswersAgain(LocalDateTime now, String words) {
        ZoneId zone = ZoneId.systemDefault();
        Instant until = LocalDateTime.of(2026, 2, 3, 14, 5).atZone(zone).toInstant();

        assertEquals(words.replace("ZONE", DateTimeFormatter.ofPattern("z", Locale.ENGLISH).format(until.atZone(zone))),
                Pause.timeAndWait(until, now.atZone(zone).toInstant()));
    }
}
