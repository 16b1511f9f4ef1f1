package io.github.huggingtweets.bot;

/**
 * A tweet that a bot wrote.
 *
 * @param prompt the words it was given
 * @param text the whole tweet, which begins with them
 */
public record GeneratedTweet(String prompt, String text) {

    /** {@return the text of the tweet} */
    @Override
    public String toString() {
        return text;
    }
}
