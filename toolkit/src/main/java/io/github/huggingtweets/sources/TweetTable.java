package io.github.huggingtweets.sources;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * What a source of tweets hands over.
 *
 * @param authors whose tweets these are, at least one
 * @param table the tweets, newest first, those without a time last, with the columns of a timeline
 */
public record TweetTable(List<Author> authors, Table table) {

    public TweetTable {
        authors = List.copyOf(authors);
    }
}
