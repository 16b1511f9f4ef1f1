package io.github.huggingtweets.sources.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Recognizes the columns of a file without a header by their cells, if these leave no doubt. */
final class HeaderlessColumns {

    private static final int FEWEST_WORDS = 4;

    private final Map<TweetField, Integer> columns;
    private final boolean firstIsHeader;

    private HeaderlessColumns(Map<TweetField, Integer> columns, boolean firstIsHeader) {
        this.columns = columns;
        this.firstIsHeader = firstIsHeader;
    }

    /** @param rows the first rows */
    static HeaderlessColumns of(List<List<String>> rows) {
        int width = rows.get(0).size();
        List<List<String>> regular = rows.stream().filter(row -> row.size() == width).toList();
        List<Integer> times = IntStream.range(0, width).filter(column -> isTime(regular, column)).boxed().toList();
        List<Integer> byWords = IntStream.range(0, width).boxed().filter(column -> !times.contains(column))
                .sorted(Comparator.comparing((Integer column) -> -words(regular, column))).toList();
        if (byWords.isEmpty()) {
            return new HeaderlessColumns(Map.of(), false);
        }
        int text = byWords.get(0);
        double next = byWords.size() == 1 ? 0 : words(regular, byWords.get(1));
        Map<TweetField, Integer> found = new EnumMap<>(TweetField.class);
        // a header has a word where the other lines have a time, and hardly ever a sentence where they have the tweet
        boolean firstIsData = !times.isEmpty() || words(rows.subList(0, 1), text) >= FEWEST_WORDS;
        if (!firstIsData || words(regular, text) < FEWEST_WORDS || next > words(regular, text) / 2) {
            return new HeaderlessColumns(found, !firstIsData);
        }
        found.put(TweetField.TEXT, text);
        if (!times.isEmpty()) {
            found.put(TweetField.TIME, times.get(0));
        }
        if (isSentiment140(regular)) {
            found.put(TweetField.ID, 1);
            found.put(TweetField.HANDLE, 4);
        }
        return new HeaderlessColumns(found, false);
    }

    /** Recognizes Sentiment140, the best known of such files, by its columns: sentiment, id, time, query, handle, text. */
    private static boolean isSentiment140(List<List<String>> rows) {
        return rows.stream().allMatch(row -> row.size() == 6 && row.get(0).matches("[024]") && row.get(1).matches("\\d+")
                && FileTimes.isTime(row.get(2)) && row.get(4).matches("\\w+"));
    }

    /** {@return how many words the cells of a column have on average} */
    static double words(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).isBlank() ? 0 : row.get(column).strip().split("\\s+").length)
                .average().orElse(0);
    }

    private static boolean isTime(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column))
                .allMatch(cell -> cell.chars().anyMatch(c -> " /-:".indexOf(c) >= 0) && FileTimes.isTime(cell));
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** {@return whether the first line seems to be a header rather than a tweet} */
    boolean firstIsHeader() {
        return firstIsHeader;
    }

    List<ColumnNames.Meaning> meanings(int column) {
        List<ColumnNames.Meaning> meanings = new ArrayList<>();
        columns.forEach((field, found) -> {
            if (found == column) {
                meanings.add(new ColumnNames.Meaning(field, 0));
            }
        });
        return meanings;
    }
}
