package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Objects;

/**
 * What {@code account.json} says of the tweets beside it.
 *
 * @param format the version of these files' form
 * @param network the name of the network
 * @param handle the handle as it was asked for
 * @param accountId the network's own id of the account
 * @param author whose tweets they are
 * @param bytes how much of {@code tweets.jsonl} counts; what stands behind was being written when a download was interrupted
 * @param stretches the stretches of tweets, oldest first, as they stand in {@code tweets.jsonl}
 */
public record CacheState(
        int format, String network, String handle, String accountId, Author author, long bytes, List<Stretch> stretches) {

    static final int FORMAT = 1;

    /** Begins with an account of which no tweets are known yet. */
    public static CacheState of(String network, String handle, String accountId, Author author) {
        return new CacheState(FORMAT, network, handle, accountId, author, 0, List.of());
    }

    public CacheState {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(author, "author");
        stretches = List.copyOf(stretches);
    }

    /** {@return the same account with what the network says of it now} */
    public CacheState withAuthor(Author newer) {
        return new CacheState(format, network, handle, accountId, newer, bytes, stretches);
    }

    /** {@return the same account with other stretches} */
    public CacheState withStretches(List<Stretch> newer) {
        return new CacheState(format, network, handle, accountId, author, bytes, newer);
    }

    CacheState withBytes(long newer) {
        return new CacheState(format, network, handle, accountId, author, newer, stretches);
    }

    /** {@return the stretch with the newest tweets; there must be one} */
    public Stretch newest() {
        return stretches.get(stretches.size() - 1);
    }

    /** {@return how many tweets there are in all} */
    public int tweets() {
        return stretches.stream().mapToInt(Stretch::tweets).sum();
    }
}
