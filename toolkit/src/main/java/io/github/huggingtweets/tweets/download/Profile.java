package io.github.huggingtweets.tweets.download;

import io.github.huggingtweets.corpus.Author;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a network says of an account before it hands out the tweets.
 *
 * @param author whose account it is
 * @param id the network's own id of the account, which stays when the handle changes and never goes to somebody else
 * @param tweets about how many tweets there are, retweets among them, where the network says so
 */
public record Profile(Author author, String id, OptionalInt tweets) {

    public Profile {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tweets, "tweets");
    }
}
