package io.github.huggingtweets.sources.network;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** When a server that was asked too often will answer again. */
final class Reset {

    /** For servers that do not say; most of them count by five minutes. */
    private static final Duration UNSAID = Duration.ofMinutes(5);
    private static final List<String> HEADERS = List.of("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset");
    /** A smaller number is one of seconds from now, not of seconds since 1970. */
    private static final long SECONDS_UNTIL_2001 = 1_000_000_000;

    private Reset() {}

    /**
     * {@return the time of the reset by the clock of this machine, which may be another than the server's}
     *
     * @param now the time by the clock of this machine
     */
    static Instant of(HttpHeaders headers, Instant now) {
        Instant there = headers.firstValue("Date").flatMap(Reset::httpDate).orElse(now);
        return HEADERS.stream().flatMap(name -> headers.firstValue(name).stream())
                .flatMap(value -> time(value.strip(), there).stream())
                .findFirst()
                .map(reset -> now.plus(Duration.between(there, reset)))
                .or(() -> retryAfter(headers, now).map(now::plus))
                .orElse(now.plus(UNSAID));
    }

    /** {@return how long the server wants to be left alone, where it says so in {@code Retry-After}} */
    static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        Instant there = headers.firstValue("Date").flatMap(Reset::httpDate).orElse(now);
        return headers.firstValue("Retry-After")
                .flatMap(value -> time(value.strip(), there).or(() -> httpDate(value)))
                .map(time -> Duration.between(there, time))
                .filter(duration -> !duration.isNegative());
    }

    /** The forms in use: seconds since 1970 (Bluesky, X), seconds from now, and a time as in ISO 8601 (Mastodon). */
    private static Optional<Instant> time(String value, Instant now) {
        try {
            if (value.matches("\\d{1,10}(\\.\\d+)?")) {
                long seconds = (long) Math.ceil(Double.parseDouble(value));
                return Optional.of(seconds < SECONDS_UNTIL_2001 ? now.plusSeconds(seconds) : Instant.ofEpochSecond(seconds));
            }
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
