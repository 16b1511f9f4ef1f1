package io.github.huggingtweets.sources;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a retweet: {@code RT @handle: } and then the retweeted text. This is the form of X, and all sources of this toolkit
 * use it.
 */
public final class RetweetText {

    private static final String START = "RT @";
    private static final Pattern START_WITH_HANDLE = Pattern.compile(START + "(\\w+)");

    private RetweetText() {}

    /**
     * Writes the text of a retweet.
     *
     * @param handle the handle of the retweeted author, without its {@code @}
     * @param retweeted the whole text that was retweeted
     * @return the text of the retweet
     */
    public static String of(String handle, String retweeted) {
        return START + handle + ": " + retweeted;
    }

    /**
     * Tells whether a text is that of a retweet.
     *
     * @param text the text of a tweet
     * @return whether the text starts with {@code RT @}
     */
    public static boolean isRetweet(String text) {
        return text.startsWith(START);
    }

    /**
     * Finds out who was retweeted.
     *
     * @param text the text of a tweet
     * @return the handle of the retweeted author as it is written there; empty if this is not the text of a retweet
     */
    public static Optional<String> retweeted(String text) {
        Matcher start = START_WITH_HANDLE.matcher(text);
        return start.lookingAt() ? Optional.of(start.group(1)) : Optional.empty();
    }
}
