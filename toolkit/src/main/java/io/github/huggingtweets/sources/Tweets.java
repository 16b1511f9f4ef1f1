package io.github.huggingtweets.sources;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Tweets of some authors as a table. It is what the counting of words needs to know of a timeline, which lies above this package and
 * implements it.
 */
public interface Tweets {

    /** {@return whose tweets these are, at least one} */
    List<Author> authors();

    /** {@return the number of tweets, including retweets} */
    int size();

    /**
     * {@return a table of some columns of all tweets, a copy}
     *
     * @param columns the names of the columns, in the order that they are to have
     * @throws IllegalArgumentException if there is no such column
     */
    Table table(String... columns);
}
