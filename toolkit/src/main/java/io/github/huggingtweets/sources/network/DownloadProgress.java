package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Author;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the download of one account has come.
 *
 * @param network the name of the network
 * @param author whose tweets they are
 * @param tweets how many tweets there are by now, those from the cache among them
 * @param expected about how many there will be
 * @param pause why nothing comes at the moment, if so
 * @param done whether this was all
 */
public record DownloadProgress(
        String network, Author author, int tweets, int expected, Optional<Pause> pause, boolean done) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);

    /**
     * A time in which the network is not asked.
     *
     * @param reason why, such as {@code the rate limit of X}
     * @param until when it will be asked again
     * @param left how long that is from now
     */
    public record Pause(String reason, Instant until, Duration left) {}

    public DownloadProgress {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(pause, "pause");
    }

    /** {@return which part is done, from 0 to 1} */
    public double fraction() {
        return done ? 1 : expected <= 0 ? 0 : Math.min(1, (double) tweets / expected);
    }

    /**
     * {@return the state in one line, such as {@code 600 of about 3,200 tweets of Pip (@pip) from X · waiting for the rate limit
     * of X until 15:04:05 UTC, 14:03 left}}
     */
    @Override
    public String toString() {
        String amount = done ? String.format(Locale.ENGLISH, "%,d tweets", tweets)
                : String.format(Locale.ENGLISH, "%,d of about %,d tweets", tweets, Math.max(tweets, expected));
        return amount + " of " + author.name() + " (@" + author.handle() + ") from " + network
                + pause.map(this::words).orElse("");
    }

    private String words(Pause waiting) {
        long seconds = waiting.left().plusMillis(999).toSeconds();
        return String.format(Locale.ENGLISH, " · waiting for %s until %s, %d:%02d left",
                waiting.reason(), TIME.format(waiting.until().atZone(ZoneId.systemDefault())), seconds / 60, seconds % 60);
    }
}
