package io.github.huggingtweets.bot;

/** Is told how tweets grow while they are written. */
@FunctionalInterface
public interface TweetListener {

    /**
     * Called on the thread that generates, with a tweet's prompt first and then with each piece behind it, never half a
     * character.
     *
     * @param tweet which of the tweets grows, from 0
     * @param piece what is added to it
     */
    void onText(int tweet, String piece);
}
