package io.github.huggingtweets.bot;

/** Receives each piece of a tweet as soon as it is written. */
@FunctionalInterface
public interface TweetListener {

    /**
     * Called on the thread that generates: first with the prompt of each tweet, then with each further piece. A piece never ends
     * within a character.
     *
     * @param tweet the number of the tweet, from 0
     * @param piece the text that is added to it
     */
    void onText(int tweet, String piece);
}
