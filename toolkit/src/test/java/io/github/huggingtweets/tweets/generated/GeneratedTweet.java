package io.github.huggingtweets.tweets.generated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One tweet, and what is known of it because it was made so.
 *
 * @param time when it was posted, in whole seconds
 * @param text the text as the site keeps it, with shortened links and HTML entities
 * @param cleaned the text without links and entities, its words joined by one space
 * @param plainWords how many of the cleaned words are neither mention nor hashtag
 * @param entities what leads somewhere, from left to right
 * @param retweet whether it passes on somebody else's tweet
 * @param answered the number of the person whom it answers
 * @param language the code of its language
 * @param likes how many liked it
 */
record GeneratedTweet(
        Instant time,
        String text,
        String cleaned,
        int plainWords,
        List<Entity> entities,
        boolean retweet,
        Optional<Integer> answered,
        String language,
        int likes) {

    /** What kinds of things lead somewhere. */
    enum Type {
        LINK,
        PICTURE,
        MENTION,
        HASHTAG
    }

    /**
     * A part of the text that leads somewhere.
     *
     * @param type where to
     * @param posted the part as it stands in the text
     * @param number of the person, for a mention; else a number that the address is made of
     * @param start its first character, counted in code points
     * @param end the first character after it
     */
    record Entity(Type type, String posted, int number, int start, int end) {}
}
