package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Exceptions for files whose columns are not recognized. They list the columns, and say how to name the right one. */
final class UnrecognizedColumns {

    private UnrecognizedColumns() {}

    static TweetSourceException columns(Path file, List<String> columns) {
        return new TweetSourceException("None of the columns of %s is known to hold tweets: %s; say which one does with %s."
                .formatted(file, list(columns), call(columns)));
    }

    static TweetSourceException fields(Path file, List<String> fields) {
        if (fields.stream().anyMatch(field -> field.endsWith(".0"))) { // rows by their number
            return new TweetSourceException(("%s holds a field for each column, as pandas writes a table by default;"
                    + " write it with to_json(path, orient=\"records\", lines=True).").formatted(file));
        }
        return new TweetSourceException("None of the fields of %s is known to hold tweets: %s; say which one does with %s."
                .formatted(file, list(fields), call(fields)));
    }

    /** @param first the cells of the first line */
    static TweetSourceException cells(Path file, List<String> first) {
        return new TweetSourceException(("%s seems to have no header, and none of its columns is surely the one with the tweets:"
                + " its first line has %s; say which one it is with"
                + " Timeline.file(path, FileColumns.text(\"%d\").withoutHeader()).")
                .formatted(file, list(first), first.size()));
    }

    static TweetSourceException missing(Path file, List<String> missing, List<String> columns) {
        return new TweetSourceException("There is no column %s in %s; its columns are %s."
                .formatted(list(missing), file, list(columns)));
    }

    private static String list(List<String> columns) {
        return columns.stream().map(column -> '"' + BrokenLineException.shortened(column) + '"')
                .collect(Collectors.joining(", "));
    }

    /** {@return a call that names a column, as an example; it does not name one that is known to hold something else} */
    private static String call(List<String> columns) {
        ColumnNames known = new ColumnNames(Map.of());
        List<String> unknown = columns.stream().filter(column -> known.meanings(column).isEmpty()).toList();
        List<String> likely = unknown.isEmpty() ? columns : unknown;
        return "Timeline.file(path, FileColumns.text(\"%s\"))".formatted(likely.isEmpty() ? "column"
                : BrokenLineException.shortened(likely.get(likely.size() - 1)));
    }
}
