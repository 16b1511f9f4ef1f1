package io.github.huggingtweets.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private static HttpHeaders headers(String... namesAndValues) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "X-RateLimit-Reset|2026-02-03T04:10:00.000000Z|294",
        "X-RateLimit-Reset|2026-02-03T06:10:00+02:00|294",
        "ratelimit-reset|1770091800|294",
        "x-rate-limit-reset|1770091800|294",
        "RateLimit-Reset|42|42",
        "X-RateLimit-Reset|41.2|42",
        "Retry-After|120|120",
        "Retry-After|Tue, 3 Feb 2026 04:06:06 GMT|60",
        "X-RateLimit-Reset|soon|300",
        "Retry-After|-5|300",
        "X-Other|1|300"})
    void readsTheKnownFormsAndAssumesFiveMinutesForOthers(String name, String value, long seconds) {
        assertEquals(NOW.plusSeconds(seconds), RateLimit.reset(headers(name, value), NOW));
    }

    @Test
    void comparesTimesWithTheServersClock() {
        assertEquals(NOW.plusSeconds(60), RateLimit.reset(headers("Date", "Tue, 3 Feb 2026 07:00:00 GMT",
                "X-RateLimit-Reset", "2026-02-03T07:01:00Z"), NOW));
        assertEquals(Optional.of(Duration.ofSeconds(60)), RateLimit.retryAfter(headers("Date", "Tue, 3 Feb 2026 07:00:00 GMT",
                "Retry-After", "Tue, 3 Feb 2026 07:01:00 GMT"), NOW));
    }

    @Test
    void prefersResetHeadersToRetryAfter() {
        assertEquals(NOW.plusSeconds(294),
                RateLimit.reset(headers("Retry-After", "1", "X-RateLimit-Reset", "2026-02-03T04:10:00Z"), NOW));
        assertEquals(NOW.plusSeconds(7), RateLimit.reset(headers("Retry-After", "7", "X-RateLimit-Reset", "soon"), NOW));
    }

    @Test
    void returnsEmptyIfTheServerNamesNoWait() {
        assertEquals(Optional.empty(), RateLimit.retryAfter(headers(), NOW));
        assertEquals(Optional.empty(), RateLimit.retryAfter(headers("Retry-After", "Tue, 3 Feb 2026 04:00:00 GMT"), NOW));
    }

    @Test
    void readsTheIetfDraftIfNoRequestIsLeft() {
        assertEquals(Optional.of(Duration.ofSeconds(42)), RateLimit.retryAfter(headers("RateLimit", "\"api\";r=0;t=42"), NOW));
        assertEquals(Optional.empty(), RateLimit.retryAfter(headers("RateLimit", "\"api\";r=7;t=42"), NOW));
        assertEquals(Optional.of(Duration.ofSeconds(1)),
                RateLimit.retryAfter(headers("Retry-After", "1", "RateLimit", "\"api\";r=0;t=42"), NOW));
    }
}
