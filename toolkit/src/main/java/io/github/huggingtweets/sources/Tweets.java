package io.github.huggingtweets.sources;

import java.util.List;
import tech.tablesaw.api.Table;

/** Tweets of some authors as a table: what words are counted in and charts are drawn of. */
public interface Tweets {

    /** {@return whose tweets these are, at least one} */
    List<Author> authors();

    /** {@return the number of tweets, retweets included} */
    int size();

    /**
     * {@return a table of some columns of all tweets, a copy}
     *
     * @param columns the names of the columns, in the order that they are to have
     * @throws IllegalArgumentException if there is no such column
     */
    Table table(String... columns);
}
