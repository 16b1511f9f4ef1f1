package io.github.huggingtweets.bot;

import io.github.huggingtweets.originality.Copy;
import io.github.huggingtweets.sources.Author;
import java.util.List;
import java.util.Optional;

/**
 * A tweet that a bot wrote.
 *
 * @param prompt the words it was given
 * @param text the whole tweet, which begins with them
 * @param authors whose tweets the bot learned from; empty if that is not known
 * @param copy the longest run of words of the whole tweet, the prompt included, that stands in a tweet that the bot was trained
 *         on, and the nearest of these tweets; empty if the bot does not know them, see {@link Bot#trainedOn}
 */
public record GeneratedTweet(String prompt, String text, List<Author> authors, Optional<Copy> copy) {

    /**
     * Copies the list of authors.
     *
     * @param prompt the words it was given
     * @param text the whole tweet, which begins with them
     * @param authors whose tweets the bot learned from; empty if that is not known
     * @param copy what it copies from the tweets that the bot was trained on; empty if that is not known
     */
    public GeneratedTweet {
        authors = List.copyOf(authors);
    }

    /**
     * Makes a tweet of a bot that does not know the tweets it was trained on.
     *
     * @param prompt the words it was given
     * @param text the whole tweet, which begins with them
     * @param authors whose tweets the bot learned from; empty if that is not known
     */
    public GeneratedTweet(String prompt, String text, List<Author> authors) {
        this(prompt, text, authors, Optional.empty());
    }

    /** {@return the text of the tweet} */
    @Override
    public String toString() {
        return text;
    }
}
