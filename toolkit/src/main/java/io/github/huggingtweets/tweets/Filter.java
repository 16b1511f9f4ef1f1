package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.TweetTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * A filter of the tweets in a table. {@link RowFilter} has those that look at each tweet by itself, {@link Samples} those by number.
 *
 * @param name the name of the step, as {@link io.github.huggingtweets.corpus.Corpus#steps()} shows it
 * @param chosen returns the rows to keep, given the whole table and the rows that earlier filters kept
 */
record Filter(String name, BiFunction<Table, Selection, Selection> chosen) {

    /** {@return a filter that looks at each tweet by itself, on all cores} */
    static <T> Filter of(RowFilter<T> filter) {
        return new Filter(filter.name(), (table, rows) -> {
            @SuppressWarnings("unchecked") // as the type of the filter says
            Column<T> column = (Column<T>) table.column(filter.column());
            return Selection.with(
                    IntStream.of(rows.toArray()).parallel().filter(row -> filter.test().keeps(column.get(row))).toArray());
        });
    }

    /**
     * {@return a filter that looks at the tweets one after the other, newest first, and may remember earlier ones}
     *
     * @param test returns, given the table, the test that says whether to keep a row
     */
    static Filter inOrder(String name, Function<Table, IntPredicate> test) {
        return new Filter(name,
                (table, rows) -> Selection.with(IntStream.of(rows.toArray()).filter(test.apply(table)).toArray()));
    }

    /**
     * {@return a filter that keeps the tweets of some of the authors; a single author is the author of all tweets}
     *
     * @param handles normalized handles
     * @throws IllegalArgumentException if there is no handle, or one that is not among the authors
     */
    static Filter by(List<Author> authors, List<String> handles) {
        String names = list(handles.stream().map(handle -> "@" + handle).toArray(String[]::new), "a handle");
        Set<String> known = authors.stream().map(Author::handle).collect(Collectors.toSet());
        if (!known.containsAll(handles)) {
            throw new IllegalArgumentException(
                    "%s is not among the authors of this timeline, such as @%s; Timeline.authors() has all of them.".formatted(
                            handles.stream().filter(handle -> !known.contains(handle)).map(handle -> "@" + handle)
                                    .collect(Collectors.joining(", ")),
                            authors.get(0).handle()));
        }
        return of(new RowFilter<String>("By " + names, TweetTable.HANDLE,
                handle -> authors.size() == 1 || handles.contains(handle)));
    }

    /**
     * {@return a filter that keeps the rows that Tablesaw chooses}
     *
     * @param choice gets a copy of the table that has only the rows so far
     */
    static Filter where(String name, Function<Table, Selection> choice) {
        return new Filter(name, (table, rows) -> {
            int[] row = rows.toArray();
            int[] chosen = choice.apply(TweetTable.copy(table, row)).toArray();
            if (chosen.length > 0 && chosen[chosen.length - 1] >= row.length) {
                throw new IllegalArgumentException(String.format(Locale.ENGLISH,
                        "\"%s\" chooses row %,d of %,d; the first row is 0.", name, chosen[chosen.length - 1], row.length));
            }
            return Selection.with(Arrays.stream(chosen).map(i -> row[i]).toArray());
        });
    }

    /**
     * {@return the values, joined by commas}
     *
     * @param what what a value is, for the message
     * @throws IllegalArgumentException if there is no value
     */
    static String list(String[] values, String what) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is nothing to choose by; give " + what + ".");
        }
        return String.join(", ", values);
    }
}
