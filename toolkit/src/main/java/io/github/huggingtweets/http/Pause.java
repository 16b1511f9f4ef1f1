package io.github.huggingtweets.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A wait before the next request to a server.
 *
 * @param reason the reason, such as the message of the failed request
 * @param until the time of the next request
 * @param left the time from now until then
 */
public record Pause(String reason, Instant until, Duration left) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);

    /** {@return the end of the pause and its reason, such as {@code waiting until 15:04:05 UTC (the server is out of order)}} */
    public String words() {
        return "waiting until %s (%s)".formatted(timeOfDay(until.plusNanos(999_999_999)), reason);
    }

    /**
     * Writes a time of day for a person who waits.
     *
     * @param instant the time
     * @return the time in this machine's time zone, such as {@code 15:04:05 UTC}
     */
    public static String timeOfDay(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
