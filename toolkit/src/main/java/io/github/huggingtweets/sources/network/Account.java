package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.Optional;

/**
 * An account on a network whose API hands out its tweets page by page, newest first. It only asks and translates; keeping what
 * came, waiting and trying again is the work of {@link AccountDownload}.
 *
 * <p>Whoever is interrupted while it waits for an answer sets the thread's interrupted status again and throws whatever fits:
 * the download looks at the status, and ends with what it has.
 */
public interface Account {

    /** {@return the name of the network, as messages and the cache call it, such as {@code Bluesky}} */
    String network();

    /** {@return the handle as it was asked for, normalized, such as {@code name.bsky.social}; the same account has the same one} */
    String handle();

    /**
     * Asks the network who this is. A download does so before it asks for the first page.
     *
     * @return the profile
     * @throws RateLimitException if the network wants to be asked later
     * @throws TemporaryFailureException if asking again may help: an answer of 5xx, a connection that was cut
     * @throws TweetSourceException if there is no such account, if it can't be seen, or if the key does not open it
     */
    Profile profile();

    /**
     * Asks for a page of tweets. Each tweet has an id that no other tweet of the account has.
     *
     * @param cursor where to go on, as the page before said, which may be days ago and in another process; empty for the newest
     *         tweets. Where a network has lasting cursors (the id of the oldest tweet so far) and others, use the lasting ones.
     * @param newerThan the id of the newest tweet that is known already, so that a network that can need not send older ones;
     *         such tweets may be on the page all the same
     * @return the page
     * @throws RateLimitException if the network wants to be asked later
     * @throws TemporaryFailureException if asking again may help: an answer of 5xx, a connection that was cut
     * @throws TweetSourceException if the network refuses
     */
    Page page(Optional<String> cursor, Optional<String> newerThan);
}
