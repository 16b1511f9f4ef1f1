package io.github.huggingtweets.tweets;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * What some of the tweets of a table are chosen by.
 *
 * @param name what is done with them, as {@link io.github.huggingtweets.corpus.Corpus#steps()} shows it
 * @param chosen of the whole table and the rows that are left of it so far, the rows to keep
 */
public record Filter(String name, BiFunction<Table, Selection, Selection> chosen) {

    /**
     * {@return a filter that looks at each tweet by itself, on all cores}
     *
     * @param test gets the table, and gives what says whether to keep a row; it is asked from several threads at once
     */
    public static Filter ofEach(String name, Function<Table, IntPredicate> test) {
        return new Filter(name,
                (table, rows) -> Selection.with(IntStream.of(rows.toArray()).parallel().filter(test.apply(table)).toArray()));
    }

    /**
     * {@return a filter that looks at the tweets one after the other, newest first, and may remember those before}
     *
     * @param test gets the table, and gives what says whether to keep a row
     */
    public static Filter inOrder(String name, Function<Table, IntPredicate> test) {
        return new Filter(name,
                (table, rows) -> Selection.with(IntStream.of(rows.toArray()).filter(test.apply(table)).toArray()));
    }
}
