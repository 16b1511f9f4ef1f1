package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.sources.Tweet;
import java.util.List;
import java.util.Optional;

/**
 * Some tweets of an account, newest first.
 *
 * @param tweets the tweets; a page may have none without being the last
 * @param next the cursor of the page with older tweets; empty if this is the last page
 */
public record Page(List<Tweet> tweets, Optional<String> next) {

    /**
     * Makes a page.
     *
     * @param tweets the tweets, which are copied
     * @param next the cursor of the page with older tweets, if there is one
     */
    public Page {
        tweets = List.copyOf(tweets);
    }
}
