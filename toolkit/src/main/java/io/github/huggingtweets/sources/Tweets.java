package io.github.huggingtweets.sources;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Tweets of some authors as a table. The counting of words reads a timeline through this interface, because a timeline is above
 * both packages and implements it.
 */
public interface Tweets {

    /** {@return whose tweets these are, at least one} */
    List<Author> authors();

    /** {@return the number of tweets, including retweets} */
    int size();

    /**
     * {@return a table of some columns of all tweets, a copy}
     *
     * @param columns the names of the columns, in the order of the copy
     * @throws IllegalArgumentException if there is no such column
     */
    Table table(String... columns);
}
