package io.github.huggingtweets.bot;

import io.github.huggingtweets.sources.Author;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tweets that a bot wrote at one call, as an unchangeable list that knows in whose manner they are. */
public final class GeneratedTweets extends AbstractList<GeneratedTweet> {

    private final List<GeneratedTweet> tweets;
    private final List<Author> authors;

    /**
     * Makes the list.
     *
     * @param tweets what was generated
     * @param authors whose tweets the bot learned from; empty where that is not known
     */
    public GeneratedTweets(List<GeneratedTweet> tweets, List<Author> authors) {
        this.tweets = List.copyOf(tweets);
        this.authors = List.copyOf(authors);
    }

    @Override
    public GeneratedTweet get(int index) {
        return tweets.get(index);
    }

    @Override
    public int size() {
        return tweets.size();
    }

    /** {@return whose tweets the bot learned from; empty where that is not known} */
    public List<Author> authors() {
        return authors;
    }

    /** {@return the tweets, numbered, one below the other} */
    @Override
    public String toString() {
        return IntStream.range(0, size())
                .mapToObj(i -> "%2d. %s".formatted(i + 1, get(i)))
                .collect(Collectors.joining("\n"));
    }
}
