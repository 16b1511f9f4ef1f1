package io.github.huggingtweets.sources.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.huggingtweets.sources.Author;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of {@code account.json}, which describes the tweets in the same folder.
 *
 * @param format the version of the format of these files
 * @param network the name of the network
 * @param handle the handle of the {@link Account}
 * @param accountId the network's own id of the account
 * @param author whose tweets they are
 * @param bytes how much of {@code tweets.jsonl} counts; the rest was being written when a download was interrupted
 * @param segments the segments, oldest first, as in {@code tweets.jsonl}; there are several if tweets between them are not
 *         downloaded yet
 */
record CacheState(int format, String network, String handle, String accountId, Author author, long bytes,
        @JsonProperty("stretches") List<Segment> segments) {

    static final int FORMAT = 1;

    CacheState {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(author, "author");
        segments = List.copyOf(segments);
    }

    /**
     * Tweets without a gap between them, as one download from newer to older tweets added them. Two segments become one when the
     * download of the newer one reaches the older.
     *
     * @param asked when its newest tweets were asked for
     * @param newest the id of its newest tweet, or an empty text if it has no tweets
     * @param tweets how many tweets it has
     * @param next the cursor of the page with older tweets; empty if the account has no older ones
     */
    record Segment(Instant asked, String newest, int tweets, Optional<String> next) {

        Segment {
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(newest, "newest");
            Objects.requireNonNull(next, "next");
        }

        /** {@return this segment and the older one that it has reached} */
        Segment joinedTo(Segment older) {
            return new Segment(asked, newest.isEmpty() ? older.newest : newest, tweets + older.tweets, older.next);
        }
    }

    /** {@return the state of an account of which no tweets are known yet} */
    static CacheState of(String network, String handle, String accountId, Author author) {
        return new CacheState(FORMAT, network, handle, accountId, author, 0, List.of());
    }

    /** {@return the same account with the author's present name and picture} */
    CacheState withAuthor(Author newer) {
        return new CacheState(format, network, handle, accountId, newer, bytes, segments);
    }

    /** {@return the same account with other segments} */
    CacheState withSegments(List<Segment> newer) {
        return new CacheState(format, network, handle, accountId, author, bytes, newer);
    }

    /** {@return the same account with more bytes that count} */
    CacheState withBytes(long newer) {
        return new CacheState(format, network, handle, accountId, author, newer, segments);
    }

    /** {@return the segment with the newest tweets; there must be one} */
    Segment newest() {
        return segments.get(segments.size() - 1);
    }

    /**
     * {@return whether the newest tweets are complete: there are as many as are wanted without a gap between them, or all that
     * the account has}
     *
     * @param most how many tweets are wanted
     */
    boolean isComplete(int most) {
        return !segments.isEmpty()
                && (newest().tweets() >= most || segments.size() == 1 && newest().next().isEmpty());
    }

    /** {@return how many tweets there are in all} */
    int tweets() {
        return segments.stream().mapToInt(Segment::tweets).sum();
    }
}
