package io.github.huggingtweets.bot;

import io.github.huggingtweets.sources.Author;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tweets that a bot wrote in one call, as an unmodifiable list that knows whose tweets the bot learned from. */
public final class GeneratedTweets extends AbstractList<GeneratedTweet> {

    private final List<GeneratedTweet> tweets;
    private final List<Author> authors;

    /**
     * Makes the list.
     *
     * @param tweets what was generated
     * @param authors whose tweets the bot learned from; empty if that is not known
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

    /** {@return a Tablesaw table with a row for each tweet: its prompt and its whole text} */
    public Table table() {
        return Table.create("Generated tweets",
                StringColumn.create("prompt", tweets.stream().map(GeneratedTweet::prompt)),
                StringColumn.create("text", tweets.stream().map(GeneratedTweet::text)));
    }

    /** {@return whose tweets the bot learned from; empty if that is not known} */
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
