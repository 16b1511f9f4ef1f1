package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import java.util.List;
import java.util.Optional;

/**
 * An account on a network whose API returns its tweets page by page, newest first. An implementation only sends requests and
 * translates the answers; {@link AccountDownload} keeps the pages, waits and tries again.
 *
 * <p>An implementation that is interrupted while it waits for an answer sets the thread's interrupted status again and throws any
 * exception: the download checks the status, and ends with the pages that it has.
 */
public interface Account {

    /** {@return the name of the network, as messages and the cache call it, such as {@code Bluesky}} */
    String network();

    /**
     * {@return the normalized form of the handle that a person gave, such as {@code name.bsky.social}}
     */
    String handle();

    /**
     * Checks what can be checked before the first request, such as whether there are keys. Nothing is sent.
     *
     * @throws TweetSourceException if no request would have an answer
     */
    default void requireAccess() {}

    /**
     * Asks the network for the profile. A download does so before it asks for the first page.
     *
     * @return the profile
     * @throws RateLimitException if the network refuses because of too many requests
     * @throws TemporaryFailureException if another try may succeed, as after an answer of 5xx or a lost connection
     * @throws TweetSourceException if there is no such account, if it is hidden, or if the key does not give access to it
     */
    Profile profile();

    /**
     * Asks for a page of tweets. Each tweet has an id that no other tweet of the account has.
     *
     * @param cursor the cursor in {@link Page#next()} of the page before, which may come from another process, days ago; empty
     *         for the newest tweets. If a network has cursors that expire and others that do not, such as the id of the
     *         oldest tweet so far, use the latter.
     * @param newerThan the id of the newest tweet that is known already; the network may leave out this tweet and older ones
     * @param wanted how many more tweets are wanted, 1 or more. A network that charges for each tweet is asked for about so many,
     *         the others give whole pages.
     * @return the page
     * @throws RateLimitException if the network refuses because of too many requests
     * @throws TemporaryFailureException if another try may succeed, as after an answer of 5xx or a lost connection
     * @throws ExpiredCursorException if the network no longer takes the cursor
     * @throws TweetSourceException if the network refuses
     */
    Page page(Optional<String> cursor, Optional<String> newerThan, int wanted);

    /**
     * Makes a cursor that can be used when the network no longer takes the one that it gave.
     *
     * @param tweets some tweets of the account
     * @return the cursor of the tweets that are older than all of these; empty if the network has no such cursors, or if there
     *         are no tweets
     */
    default Optional<String> cursorBefore(List<Tweet> tweets) {
        return Optional.empty();
    }
}
