package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Author;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a network says about an account itself, apart from its tweets.
 *
 * @param author whose account it is
 * @param id the network's own id of the account, which stays the same when the handle changes, and which no other account ever
 *         gets
 * @param tweets about how many tweets there are, retweets included, if the network says so
 * @param note a sentence that a person should read about the account, such as where it has moved to
 */
public record Profile(Author author, String id, OptionalInt tweets, Optional<String> note) {

    /**
     * Makes a profile.
     *
     * @param author whose account it is
     * @param id the network's own id of the account
     * @param tweets about how many tweets there are, if the network says so
     * @param note a sentence that a person should read about the account, if there is one
     */
    public Profile {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tweets, "tweets");
        Objects.requireNonNull(note, "note");
    }

    /**
     * Makes a profile without a note.
     *
     * @param author whose account it is
     * @param id the network's own id of the account
     * @param tweets about how many tweets there are, if the network says so
     */
    public Profile(Author author, String id, OptionalInt tweets) {
        this(author, id, tweets, Optional.empty());
    }
}
