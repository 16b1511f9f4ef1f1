package io.github.huggingtweets.bot;

import io.github.huggingtweets.sources.Author;
import java.util.List;

/**
 * A tweet that a bot wrote.
 *
 * @param prompt the words it was given
 * @param text the whole tweet, which begins with them
 * @param authors whose tweets the bot learned from; empty if that is not known
 */
public record GeneratedTweet(String prompt, String text, List<Author> authors) {

    /**
     * Copies the list of authors.
     *
     * @param prompt the words it was given
     * @param text the whole tweet, which begins with them
     * @param authors whose tweets the bot learned from; empty if that is not known
     */
    public GeneratedTweet {
        authors = List.copyOf(authors);
    }

    /** {@return the text of the tweet} */
    @Override
    public String toString() {
        return text;
    }
}
