package io.github.huggingtweets.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the headers of an answer when the server accepts the next request. If the answer has the server's time in
 * {@code Date}, the other times in it are compared with that one, since the clock of this machine may be wrong.
 */
public final class RateLimit {

    /** The wait if the server names none; most servers count requests in windows of five minutes. */
    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
    private static final List<String> RESET_HEADERS = List.of("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset");
    /** {@code "name";r=0;t=42}: nothing remains for 42 seconds (the IETF's draft "RateLimit header fields for HTTP"). */
    private static final Pattern NOTHING_LEFT = Pattern.compile(";\\s*r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,6})");
    /** A smaller number counts seconds from now, not from 1970. */
    private static final long SECONDS_UNTIL_2001 = 1_000_000_000;

    private RateLimit() {}

    /**
     * Finds the end of a rate limit.
     *
     * @param headers the headers of the answer 429
     * @param now the time by the clock of this machine
     * @return the time of the reset by the clock of this machine; five minutes from now if the server names none
     */
    public static Instant reset(HttpHeaders headers, Instant now) {
        Instant there = serverTime(headers, now);
        return RESET_HEADERS.stream().flatMap(name -> headers.firstValue(name).stream())
                .flatMap(value -> time(value.strip(), there).stream())
                .findFirst()
                .map(reset -> now.plus(Duration.between(there, reset)))
                .or(() -> retryAfter(headers, now).map(now::plus))
                .orElse(now.plus(DEFAULT_WAIT));
    }

    /**
     * Finds how long to wait before the next request.
     *
     * @param headers the headers of an answer
     * @param now the time by the clock of this machine
     * @return the wait by {@code Retry-After} (RFC 9110), or else by {@code RateLimit}; empty if there is none or it is over
     */
    public static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        Instant there = serverTime(headers, now);
        return headers.firstValue("Retry-After")
                .flatMap(value -> time(value.strip(), there).or(() -> httpDate(value)))
                .map(time -> Duration.between(there, time))
                .filter(duration -> !duration.isNegative())
                .or(() -> headers.firstValue("RateLimit").map(NOTHING_LEFT::matcher).filter(Matcher::find)
                        .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1)))));
    }

    private static Instant serverTime(HttpHeaders headers, Instant now) {
        return headers.firstValue("Date").flatMap(RateLimit::httpDate).orElse(now);
    }

    /** Reads the known forms: seconds since 1970 (Bluesky, X), seconds from now, and a time in ISO 8601 (Mastodon). */
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
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
