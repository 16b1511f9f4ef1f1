package io.github.huggingtweets.tweets.generated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A generated tweet, with facts about it that the generator knows.
 *
 * @param time when it was posted, in whole seconds
 * @param text the text as the site stores it, with shortened links and HTML entities
 * @param cleaned the text without links and entities, its words joined by one space
 * @param plainWords the number of cleaned words that are neither mention nor hashtag
 * @param entities links, mentions and hashtags, from left to right
 * @param retweet whether it is a retweet
 * @param answered the number of the person that it replies to
 * @param language the code of its language
 * @param likes the number of likes
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

    /** The types of entities. */
    enum Type {
        LINK,
        PICTURE,
        MENTION,
        HASHTAG
    }

    /**
     * A part of the text that is a link, a mention or a hashtag.
     *
     * @param type the type
     * @param posted the part as it is in the stored text
     * @param number the number of the person, for a mention; for others, a number that the address is made from
     * @param start the index of its first character, in code points
     * @param end the index after its last character, in code points
     */
    record Entity(Type type, String posted, int number, int start, int end) {}
}
