package io.github.huggingtweets.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A wait before the next request to a server.
 *
 * @param reason the reason, such as the message of the failed request
 * @param until the time of the next request
 * @param left the time from now until then
 */
public record Pause(String reason, Instant until, Duration left) {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("HH:mm z 'on' d MMMM uuuu", Locale.ENGLISH);
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

    /**
     * Writes for a person when a server answers again, rounded up.
     *
     * @param until the time
     * @param now the present time
     * @return the time in this machine's time zone and the time from now, such as {@code 14:05 UTC (in 7 minutes)}; a wait of less
     *         than two minutes is written in seconds
     */
    public static String timeAndWait(Instant until, Instant now) {
        Duration left = Duration.between(now, until);
        if (left.compareTo(LONG) < 0) {
            long seconds = Math.max(1, left.plusNanos(999_999_999).toSeconds());
            return "%s (in %d %s)".formatted(timeOfDay(until.plusNanos(999_999_999)), seconds,
                    seconds == 1 ? "second" : "seconds");
        }
        ZonedDateTime time = until.plusNanos(59_999_999_999L).truncatedTo(ChronoUnit.MINUTES).atZone(ZoneId.systemDefault());
        boolean today = time.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
        long minutes = left.plusNanos(59_999_999_999L).toMinutes();
        return (today ? MINUTE : DAY).format(time) + (minutes < 120 ? " (in %d minutes)".formatted(minutes)
                : minutes < 48 * 60 ? " (in about %d hours)".formatted(Math.round(minutes / 60.0))
                : String.format(Locale.ENGLISH, " (in about %,d days)", Math.round(minutes / 1440.0)));
    }
}
