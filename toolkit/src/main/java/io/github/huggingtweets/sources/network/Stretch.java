package io.github.huggingtweets.sources.network;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Tweets without a gap between them, as one walk from newer to older ones brought them. Two stretches of an account become one
 * when the walk through the newer one reaches the older.
 *
 * @param asked when its newest tweets were asked for
 * @param newest the id of its newest tweet, or an empty text where there is none
 * @param tweets how many tweets it has
 * @param next where the walk goes on; empty where the account has no older tweets
 */
public record Stretch(Instant asked, String newest, int tweets, Optional<String> next) {

    public Stretch {
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(newest, "newest");
        Objects.requireNonNull(next, "next");
    }

    /** {@return this stretch and the older one that it has reached} */
    public Stretch joinedTo(Stretch older) {
        return new Stretch(asked, newest.isEmpty() ? older.newest : newest, tweets + older.tweets, older.next);
    }
}
