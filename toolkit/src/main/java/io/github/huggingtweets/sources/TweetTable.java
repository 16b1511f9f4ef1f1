package io.github.huggingtweets.sources;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.strings.ByteDictionaryMap;
import tech.tablesaw.columns.strings.NullDictionaryMap;

/**
 * What a source of tweets hands over: the tweets of some authors in one Tablesaw table. {@link Tweet} says what each column
 * means. A source fills the table through a {@link Builder}.
 *
 * @param authors whose tweets these are, at least one
 * @param table the tweets with all the columns below, and possibly others. A {@link Builder} puts them newest first, those
 *         without a time last.
 */
public record TweetTable(List<Author> authors, Table table) {

    /** The name of the column of {@link Tweet#id() ids}, which are strings. */
    public static final String ID = "id";

    /** The name of the column of {@link Tweet#handle() handles}, which are strings and never missing. */
    public static final String HANDLE = "handle";

    /** The name of the column of {@link Tweet#time() times}, which are dates and times in UTC. */
    public static final String TIME = "time";

    /** The name of the column of {@link Tweet#text() texts}, which are strings, not cleaned. */
    public static final String TEXT = "text";

    /** The name of the column of {@link Tweet#quoted() quoted texts}, which are strings, not cleaned. */
    public static final String QUOTED = "quoted";

    /** The name of the boolean column that says whether a tweet is a {@link Tweet#retweet() retweet}. */
    public static final String RETWEET = "retweet";

    /** The name of the boolean column that says whether a tweet is a {@link Tweet#reply() reply}. */
    public static final String REPLY = "reply";

    /** The name of the column of {@link Tweet#likes() likes}, which are integers. */
    public static final String LIKES = "likes";

    /** The name of the column of the numbers of {@link Tweet#retweets() retweets}, which are integers. */
    public static final String RETWEETS = "retweets";

    /** The name of the column of {@link Tweet#language() language codes}, which are strings. */
    public static final String LANGUAGE = "language";

    /** The name of the column of {@link Tweet#app() apps}, which are strings. */
    public static final String APP = "app";

    /** A column with more distinct texts than this is not dictionary-encoded by Tablesaw. */
    private static final int MOST_ENCODED_TEXTS = Short.MAX_VALUE;

    private static final Table NO_TWEETS = new Builder().table();

    /**
     * Checks the table.
     *
     * @param authors whose tweets these are
     * @param table the tweets
     * @throws IllegalArgumentException if there is no author, if the table lacks a column or has one of another type, or if there
     *         are several authors and a tweet names none of them
     */
    public TweetTable {
        authors = List.copyOf(authors);
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one author.");
        }
        requireColumns(table);
        requireKnown(authors, table.stringColumn(HANDLE));
    }

    private static void requireColumns(Table table) {
        for (Column<?> expected : NO_TWEETS.columns()) {
            ColumnType type = table.containsColumn(expected.name()) ? table.column(expected.name()).type() : null;
            if (type != expected.type()) {
                throw new IllegalArgumentException(
                        "The column %s of a timeline holds %s, but in this table it %s; keep the columns of Timeline.table()."
                                .formatted(expected.name(), expected.type(), type == null ? "is missing" : "holds " + type));
            }
        }
    }

    /** Checks that each tweet of several authors names one of them. A single author is the author of all tweets. */
    private static void requireKnown(List<Author> authors, StringColumn handles) {
        if (authors.size() == 1) {
            return;
        }
        Set<String> known = authors.stream().map(Author::handle).collect(Collectors.toSet());
        for (String handle : handles.asSet()) {
            if (!known.contains(handle)) {
                throw new IllegalArgumentException(handle.isEmpty()
                        ? "A tweet does not name its author; with several authors, each tweet needs the handle of one."
                        : "A tweet is by @%s, who is not among the authors, such as @%s; name @%1$s, too."
                                .formatted(handle, authors.get(0).handle()));
            }
        }
    }

    /**
     * Copies rows of a table. Unlike {@link Table#copy()} and {@link Table#where}, this lets Tablesaw decide again whether a
     * column of strings needs a dictionary: a column whose strings hardly repeat does not. A long copy of a column without a
     * dictionary has none either.
     *
     * @param table any table
     * @param rows the rows to copy, in the order of the copy
     * @return a table of these rows, with the same name and columns
     */
    public static Table copy(Table table, int[] rows) {
        return Table.create(table.name(), table.columns().stream().map(column -> copy(column, rows)).toArray(Column<?>[]::new));
    }

    private static Column<?> copy(Column<?> column, int[] rows) {
        if (rows.length > MOST_ENCODED_TEXTS && column instanceof StringColumn texts
                && texts.getDictionary() instanceof NullDictionaryMap) {
            StringColumn copy = withoutDictionary(texts.name());
            copy.setPrintFormatter(texts.getPrintFormatter());
            return append(texts, rows, copy);
        }
        return copyAnew(column, rows);
    }

    private static <T> Column<T> copyAnew(Column<T> column, int[] rows) {
        return append(column, rows, column.emptyCopy());
    }

    private static <T> Column<T> append(Column<T> column, int[] rows, Column<T> copy) {
        for (int row : rows) {
            copy.append(column, row);
        }
        return copy;
    }

    private static StringColumn withoutDictionary(String name) {
        return StringColumn.createInternal(name, new NullDictionaryMap(new ByteDictionaryMap()));
    }

    /**
     * Sorts a table of tweets by their times.
     *
     * @param table a table with a column {@link #TIME}
     * @return the table newest first, tweets without a time last; the table itself if it has this order already
     */
    public static Table newestFirst(Table table) {
        DateTimeColumn time = table.dateTimeColumn(TIME);
        for (int row = 1; row < time.size(); row++) {
            if (compareTimes(time, row, row - 1) < 0) {
                return copy(table, newestFirst(table, IntStream.range(0, time.size()).toArray()));
            }
        }
        return table;
    }

    /**
     * Sorts rows of a table of tweets by their times.
     *
     * @param table a table with a column {@link #TIME}
     * @param rows some of its rows, which stay as they are
     * @return the same rows newest first, those without a time last; rows of the same time keep their order
     */
    public static int[] newestFirst(Table table, int[] rows) {
        DateTimeColumn time = table.dateTimeColumn(TIME);
        int[] sorted = rows.clone();
        IntArrays.mergeSort(sorted, (row, other) -> compareTimes(time, row, other));
        return sorted;
    }

    /** Tablesaw packs a time into a number of the same order. The number of a missing time is the smallest. */
    private static int compareTimes(DateTimeColumn time, int row, int other) {
        return Long.compare(time.getLongInternal(other), time.getLongInternal(row));
    }

    /**
     * Adds tweets one by one to the columns of a table, so that a million tweets are never in memory as objects. One builder
     * makes one table.
     */
    public static final class Builder {

        static {
            System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR"); // Tablesaw warns if a program has no logger
        }

        private final List<String> ids = new ArrayList<>();
        private final StringColumn handle = StringColumn.create(HANDLE);
        private final DateTimeColumn time = DateTimeColumn.create(TIME);
        private final List<String> texts = new ArrayList<>();
        private final StringColumn quoted = StringColumn.create(QUOTED);
        private final BooleanColumn retweet = BooleanColumn.create(RETWEET);
        private final BooleanColumn reply = BooleanColumn.create(REPLY);
        private final IntColumn likes = IntColumn.create(LIKES);
        private final IntColumn retweets = IntColumn.create(RETWEETS);
        private final StringColumn language = StringColumn.create(LANGUAGE);
        private final StringColumn app = StringColumn.create(APP);

        /** Begins a table without tweets. */
        public Builder() {}

        /**
         * Adds a tweet. The tweets may come in any order.
         *
         * @param tweet the tweet
         * @return this builder
         */
        public Builder add(Tweet tweet) {
            ids.add(tweet.id());
            handle.append(tweet.handle());
            tweet.time().ifPresentOrElse(instant -> time.append(
                    LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC)),
                    time::appendMissing);
            texts.add(tweet.text());
            quoted.append(tweet.quoted());
            retweet.append(tweet.retweet());
            reply.append(tweet.reply());
            append(likes, tweet.likes());
            append(retweets, tweet.retweets());
            language.append(tweet.language());
            app.append(tweet.app());
            return this;
        }

        /** A count below 0 is unknown: some tools write -1 for that. */
        private static void append(IntColumn column, OptionalInt count) {
            if (count.isPresent() && count.getAsInt() >= 0) {
                column.append(count.getAsInt());
            } else {
                column.appendMissing();
            }
        }

        /** {@return the number of tweets added so far} */
        public int size() {
            return texts.size();
        }

        /**
         * Makes the table.
         *
         * @param authors whose tweets they are. A single author is the author of all tweets; of several, each tweet names its own
         *         with {@link Tweet#handle()}.
         * @return the tweets, newest first; tweets of the same time keep the order in which they were added, those without a time
         *         come last
         * @throws IllegalArgumentException if there is no author, or if there are several and a tweet names none of them
         */
        public TweetTable build(List<Author> authors) {
            Table table = table();
            if (authors.size() == 1) {
                table.replaceColumn(StringColumn.create(HANDLE, Collections.nCopies(size(), authors.get(0).handle())));
            }
            return new TweetTable(authors, newestFirst(table));
        }

        private Table table() {
            return Table.create("Tweets", distinct(ID, ids), handle, time, distinct(TEXT, texts), quoted, retweet, reply, likes,
                    retweets, language, app);
        }

        /** {@return a column of strings that hardly repeat, dictionary-encoded only if Tablesaw would keep the dictionary} */
        private static StringColumn distinct(String name, List<String> texts) {
            if (texts.size() <= MOST_ENCODED_TEXTS) {
                return StringColumn.create(name, texts);
            }
            StringColumn column = withoutDictionary(name);
            texts.forEach(column::append);
            return column;
        }
    }
}
