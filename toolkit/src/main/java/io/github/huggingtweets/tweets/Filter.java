package io.github.huggingtweets.tweets;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Languages;
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
import tech.tablesaw.selection.Selection;

/**
 * A filter of the tweets in a table. The filters here read columns that sources fill in; {@link TextFilters}, {@link TimeFilters}
 * and {@link Samples} have those by text, by time and by number.
 *
 * @param name the name of the step, as {@link io.github.huggingtweets.corpus.Corpus#steps()} shows it
 * @param chosen returns the rows to keep, given the whole table and the rows that earlier filters kept
 */
record Filter(String name, BiFunction<Table, Selection, Selection> chosen) {

    /**
     * {@return a filter that looks at each tweet by itself, on all cores}
     *
     * @param test returns, given the table, the test that says whether to keep a row; several threads call it at once
     */
    static Filter ofEach(String name, Function<Table, IntPredicate> test) {
        return new Filter(name,
                (table, rows) -> Selection.with(IntStream.of(rows.toArray()).parallel().filter(test.apply(table)).toArray()));
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

    /** {@return a filter that keeps the tweets whose boolean column has a value; a missing value is false} */
    static Filter flag(String name, String column, boolean wanted) {
        return ofEach(name, table -> {
            var flags = table.booleanColumn(column);
            return row -> Boolean.TRUE.equals(flags.get(row)) == wanted;
        });
    }

    /** {@return a filter that keeps the tweets with enough likes or retweets, and drops those whose number is unknown} */
    static Filter atLeast(String column, int least, String noun) {
        return ofEach(String.format(Locale.ENGLISH, "At least %,d %s", least, noun), table -> {
            var counts = table.intColumn(column);
            return row -> !counts.isMissing(row) && counts.getInt(row) >= least;
        });
    }

    /**
     * {@return a filter that keeps the tweets in some languages}
     *
     * @param codes BCP 47 codes; one without a region means all regions
     * @throws IllegalArgumentException if there is no code, or one that no language has
     */
    static Filter inLanguage(String... codes) {
        for (String code : codes) {
            if (!Languages.isKnown(code)) {
                throw new IllegalArgumentException("\"%s\" is no code of a language; give one such as \"%s\".".formatted(
                        code, Languages.codeOf(code).orElse("en")));
            }
        }
        Set<String> wanted = Arrays.stream(codes).map(Languages::normalize).collect(Collectors.toSet());
        return ofEach("In language " + list(codes, "a language, such as \"en\""), table -> {
            var language = table.stringColumn(TweetTable.LANGUAGE);
            return row -> {
                String code = Languages.normalize(language.get(row));
                return !code.isEmpty() && (wanted.contains(code) || wanted.contains(Languages.withoutRegion(code)));
            };
        });
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
        return ofEach("By " + names, table -> {
            var handle = table.stringColumn(TweetTable.HANDLE);
            return row -> authors.size() == 1 || handles.contains(handle.get(row));
        });
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
