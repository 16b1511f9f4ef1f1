package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Author;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a network says of an account before it hands out the tweets.
 *
 * @param author whose account it is
 * @param id the network's own id of the account, which stays when the handle changes and never goes to somebody else
 * @param tweets about how many tweets there are, retweets among them, where the network says so
 * @param note what the person should know of the account, as a sentence, such as where it has moved to
 */
public record Profile(Author author, String id, OptionalInt tweets, Optional<String> note) {

    public Profile {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tweets, "tweets");
        Objects.requireNonNull(note, "note");
    }

    /** A profile without anything that the person should know. */
    public Profile(Author author, String id, OptionalInt tweets) {
        this(author, id, tweets, Optional.empty());
    }
}
