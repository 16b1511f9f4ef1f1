package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Exceptions for files whose columns are not recognized. They list the columns, and say how to name the right one. */
final class UnrecognizedColumns {

    private UnrecognizedColumns() {}

    /** @param words returns how many words a column has on average, given its number, from 0 */
    static TweetSourceException columns(StoredFile file, List<String> columns, IntToDoubleFunction words) {
        return new TweetSourceException("None of the columns of %s is known to hold tweets: %s; say which one does with %s."
                .formatted(file, list(columns), call(columns, words)));
    }

    /** @param words returns how many words a field has, given its number, from 0 */
    static TweetSourceException fields(StoredFile file, List<String> fields, IntToDoubleFunction words) {
        if (fields.stream().anyMatch(field -> field.endsWith(".0"))) { // rows by their number
            return new TweetSourceException(("%s holds a field for each column, as pandas writes a table by default;"
                    + " write it with to_json(path, orient=\"records\", lines=True).").formatted(file));
        }
        return new TweetSourceException("None of the fields of %s is known to hold tweets: %s; say which one does with %s."
                .formatted(file, list(fields), call(fields, words)));
    }

    /**
     * @param first the cells of the first line
     * @param words returns how many words a column has on average, given its number, from 0
     */
    static TweetSourceException cells(StoredFile file, List<String> first, IntToDoubleFunction words) {
        return new TweetSourceException(("%s seems to have no header, and none of its columns is surely the one with the tweets:"
                + " its first line has %s; say which one it is with"
                + " Timeline.file(path, FileColumns.text(\"%d\").withoutHeader()).")
                .formatted(file, list(first), 1 + wordiest(IntStream.range(0, first.size()).boxed().toList(), words)));
    }

    static TweetSourceException missing(StoredFile file, List<String> missing, List<String> columns) {
        return new TweetSourceException("There is no column %s in %s; its columns are %s."
                .formatted(list(missing), file, list(columns)));
    }

    private static String list(List<String> columns) {
        return columns.stream().map(column -> '"' + BrokenLineException.shortened(column) + '"')
                .collect(Collectors.joining(", "));
    }

    /**
     * {@return a call that names a column, as an example: the one with the most words, but none that is known to hold something
     * else}
     */
    private static String call(List<String> columns, IntToDoubleFunction words) {
        ColumnNames known = new ColumnNames(Map.of());
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        List<Integer> unknown = all.stream().filter(column -> known.meanings(columns.get(column)).isEmpty()).toList();
        return "Timeline.file(path, FileColumns.text(\"%s\"))".formatted(columns.isEmpty() ? "column"
                : BrokenLineException.shortened(columns.get(wordiest(unknown.isEmpty() ? all : unknown, words))));
    }

    private static int wordiest(List<Integer> columns, IntToDoubleFunction words) {
        return columns.stream().max(Comparator.comparingDouble(words::applyAsDouble)).orElseThrow();
    }
}
