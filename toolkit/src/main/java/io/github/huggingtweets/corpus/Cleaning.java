package io.github.huggingtweets.corpus;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Languages;
import io.github.huggingtweets.sources.TweetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * One pass over somebody's tweets, on all cores, which cleans the tweets that a model learns from and counts those that it drops.
 * Each thread fills a cleaning of its own; these are joined in the order of the tweets.
 */
final class Cleaning {

    private final List<String> kept = new ArrayList<>();
    private final Map<String, Integer> languages = new HashMap<>();
    private int retweets;
    private int shortTweets;

    /**
     * Cleans the tweets of one person.
     *
     * @param tweets a table with the columns of a {@link TweetTable}
     * @param rows the person's rows in the order of the timeline
     */
    static Cleaning of(Table tweets, int[] rows) {
        BooleanColumn retweet = tweets.booleanColumn(TweetTable.RETWEET);
        StringColumn text = tweets.stringColumn(TweetTable.TEXT);
        StringColumn language = tweets.stringColumn(TweetTable.LANGUAGE);
        return Arrays.stream(rows).parallel().collect(Cleaning::new, (cleaning, row) -> {
            if (Boolean.TRUE.equals(retweet.get(row))) {
                cleaning.retweets++;
            } else {
                cleaning.languages.merge(language.get(row), 1, Integer::sum);
                cleaning.add(text.get(row));
            }
        }, Cleaning::addAll);
    }

    /** {@return the tweets that {@link #of(Table, int[])} cleans, as they are} */
    static RawTweets.Source raw(Table tweets, int[] rows) {
        return (handle, json) -> {
            for (int row : rows) {
                json.writeStartObject();
                json.writeStringField(TweetTable.HANDLE, handle);
                json.writeStringField(TweetTable.TEXT, tweets.stringColumn(TweetTable.TEXT).get(row));
                for (String name : List.of(TweetTable.ID, TweetTable.TIME)) {
                    Column<?> column = tweets.column(name);
                    if (!column.isMissing(row)) {
                        json.writeStringField(name, String.valueOf(column.get(row)));
                    }
                }
                json.writeBooleanField(TweetTable.RETWEET,
                        Boolean.TRUE.equals(tweets.booleanColumn(TweetTable.RETWEET).get(row)));
                json.writeEndObject();
            }
        };
    }

    /** {@return the tweets that {@link #of(List)} cleans, as they are} */
    static RawTweets.Source raw(List<String> texts) {
        return (handle, json) -> {
            for (String text : texts) {
                json.writeStartObject();
                json.writeStringField(TweetTable.HANDLE, handle);
                json.writeStringField(TweetTable.TEXT, text);
                json.writeEndObject();
            }
        };
    }

    /** Cleans the texts that one person wrote; none of them is a retweet. */
    static Cleaning of(List<String> texts) {
        return texts.parallelStream().collect(Cleaning::new, Cleaning::add, Cleaning::addAll);
    }

    private void add(String text) {
        String cleaned = TweetCleaner.clean(text);
        if (TweetCleaner.isBoring(cleaned)) {
            shortTweets++;
        } else {
            kept.add(cleaned);
        }
    }

    private void addAll(Cleaning later) {
        kept.addAll(later.kept);
        later.languages.forEach((code, tweets) -> languages.merge(code, tweets, Integer::sum));
        retweets += later.retweets;
        shortTweets += later.shortTweets;
    }

    /**
     * Makes the part of the corpus that belongs to one person.
     *
     * @param author the person
     * @param retweetsBefore the number of retweets that were left out before this pass
     * @param raw the tweets of this pass
     */
    Part part(Author author, int retweetsBefore, RawTweets.Source raw) {
        int allRetweets = Math.addExact(retweets, retweetsBefore);
        int own = shortTweets + kept.size();
        return new Part(author, new Figures(Math.addExact(own, allRetweets), allRetweets, shortTweets, kept.size()), kept,
                raw, false);
    }

    /** {@return the language of the most tweets of all these people, retweets not counted, as an ISO 639 code} */
    static Optional<String> mostUsedLanguage(List<Cleaning> people) {
        Map<String, Integer> tweetsByCode = new HashMap<>();
        people.forEach(person -> person.languages.forEach((code, tweets) -> tweetsByCode.merge(code, tweets, Integer::sum)));
        Map<String, Integer> tweetsByLanguage = new HashMap<>();
        tweetsByCode.forEach((code, tweets) -> Languages.language(code)
                .ifPresent(language -> tweetsByLanguage.merge(language, tweets, Integer::sum)));
        return tweetsByLanguage.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** {@return the rows of each author, in the given order; all rows are those of a single author} */
    static List<int[]> rowsOfEach(List<Author> authors, Table tweets, int[] rows) {
        if (authors.size() == 1) {
            return List.of(rows);
        }
        Map<String, Integer> indices = new HashMap<>();
        IntStream.range(0, authors.size()).forEach(i -> indices.put(authors.get(i).handle(), i));
        StringColumn handles = tweets.stringColumn(TweetTable.HANDLE);
        int[] authorOfRow = IntStream.of(rows).map(row -> indices.get(handles.get(row))).toArray();
        int[] size = new int[authors.size()];
        IntStream.of(authorOfRow).forEach(author -> size[author]++);
        List<int[]> rowsOfEach = IntStream.of(size).mapToObj(int[]::new).toList();
        for (int i = rows.length - 1; i >= 0; i--) {
            rowsOfEach.get(authorOfRow[i])[--size[authorOfRow[i]]] = rows[i];
        }
        return rowsOfEach;
    }
}
