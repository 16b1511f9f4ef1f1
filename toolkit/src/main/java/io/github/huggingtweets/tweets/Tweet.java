package io.github.huggingtweets.tweets;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One tweet as its source tells it, not cleaned.
 *
 * @param id the id as the source writes it, or an empty text where it has none
 * @param time when it was posted, where the source says so
 * @param text the whole text, with its entities, links and new lines
 * @param retweet whether somebody else wrote it
 * @param reply whether it answers another tweet
 * @param likes how many liked it, where the source says so
 * @param retweets how many retweeted it, where the source says so
 * @param language the language as a BCP 47 code that Twitter found ({@code en}, {@code und}), or an empty text
 * @param app the program that it was posted with, or an empty text
 */
public record Tweet(
        String id,
        Optional<Instant> time,
        String text,
        boolean retweet,
        boolean reply,
        OptionalInt likes,
        OptionalInt retweets,
        String language,
        String app) {

    public Tweet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(likes, "likes");
        Objects.requireNonNull(retweets, "retweets");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(app, "app");
    }
}
