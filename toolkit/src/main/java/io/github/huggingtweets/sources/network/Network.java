package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.Optional;

/** A network, which recognizes its accounts by what people write: a handle or the address of a profile. */
public interface Network {

    /**
     * An account that somebody means.
     *
     * @param handle the handle, to be given to {@link #account}
     * @param reason why the text means this network, such as {@code as its address says}
     */
    record Match(String handle, String reason) {}

    /** {@return the name of the network, as messages call it, such as {@code Bluesky}} */
    String name();

    /** {@return how to write a handle on this network, such as {@code name.bsky.social}} */
    String example();

    /**
     * Decides by the form of a text whether it means an account on this network. No request is sent.
     *
     * @param text what somebody wrote, without white space at either end; a handle may begin with {@code @}
     * @return the account; empty if the text does not have the form of a handle or an address here
     * @throws IllegalArgumentException if the text has such a form, but no account can have this handle
     */
    Optional<Match> match(String text);

    /**
     * Makes an account. No request is sent yet.
     *
     * @param handle the handle of a {@link Match}
     * @return the account
     * @throws IllegalArgumentException if no account can have this handle
     * @throws TweetSourceException if a setting of the network is wrong
     */
    Account account(String handle);
}
