package io.github.huggingtweets.sources;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 * Gathers tweets one by one into the columns of a table, so that a million of them need not stand in memory as objects.
 * One builder makes one table.
 */
public final class TweetTableBuilder {

    private static final Table NO_TWEETS = new TweetTableBuilder().table();

    /** As many distinct texts as Tablesaw numbers in a column, before it gives that up and holds them as they are. */
    private static final int NUMBERED_TEXTS = Short.MAX_VALUE;

    private final List<String> ids = new ArrayList<>();
    private final StringColumn handle = StringColumn.create("handle");
    private final DateTimeColumn time = DateTimeColumn.create("time");
    private final List<String> texts = new ArrayList<>();
    private final StringColumn quoted = StringColumn.create("quoted");
    private final BooleanColumn retweet = BooleanColumn.create("retweet");
    private final BooleanColumn reply = BooleanColumn.create("reply");
    private final IntColumn likes = IntColumn.create("likes");
    private final IntColumn retweets = IntColumn.create("retweets");
    private final StringColumn language = StringColumn.create("language");
    private final StringColumn app = StringColumn.create("app");

    /**
     * Adds a tweet.
     *
     * @param tweet the tweet; in which order they come does not matter
     * @return this builder
     */
    public TweetTableBuilder add(Tweet tweet) {
        ids.add(tweet.id());
        handle.append(tweet.handle());
        tweet.time().ifPresentOrElse(
                instant -> time.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)), time::appendMissing);
        texts.add(tweet.text());
        quoted.append(tweet.quoted());
        retweet.append(tweet.retweet());
        reply.append(tweet.reply());
        tweet.likes().ifPresentOrElse(likes::append, likes::appendMissing);
        tweet.retweets().ifPresentOrElse(retweets::append, retweets::appendMissing);
        language.append(tweet.language());
        app.append(tweet.app());
        return this;
    }

    /** {@return the number of tweets added so far} */
    public int size() {
        return texts.size();
    }

    /**
     * Makes the table.
     *
     * @param authors whose tweets they are. Of a single one, all tweets are; of several, each tweet names its own with
     *         {@link Tweet#handle()}.
     * @return the tweets, newest first; tweets of the same time stay in the order in which they were added, those without a
     *         time come last
     * @throws IllegalArgumentException if there is no author, or if a tweet names none of several
     */
    public TweetTable build(List<Author> authors) {
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one author.");
        }
        Table table = table();
        if (authors.size() == 1) {
            table.replaceColumn(StringColumn.create("handle", Collections.nCopies(size(), authors.get(0).handle())));
        }
        requireKnown(authors, table.stringColumn("handle"));
        return new TweetTable(authors, TableRows.newestFirst(table));
    }

    /**
     * Checks that each tweet of several authors names one of them; those of a single author need not.
     *
     * @throws IllegalArgumentException if one names nobody, or somebody else
     */
    public static void requireKnown(List<Author> authors, StringColumn handles) {
        if (authors.size() == 1) {
            return;
        }
        Set<String> known = authors.stream().map(Author::handle).collect(Collectors.toSet());
        for (String handle : handles.asSet()) {
            if (!known.contains(handle)) {
                throw new IllegalArgumentException(handle.isEmpty()
                        ? "A tweet says nothing of its author; with several authors, each tweet needs the handle of one."
                        : "A tweet is by @%s, who is not among the authors, such as @%s; name @%1$s, too."
                                .formatted(handle, authors.get(0).handle()));
            }
        }
    }

    /** @throws IllegalArgumentException if a table lacks a column of a timeline, or has one of another type */
    public static void requireColumns(Table table) {
        for (Column<?> expected : NO_TWEETS.columns()) {
            ColumnType type = table.containsColumn(expected.name()) ? table.column(expected.name()).type() : null;
            if (type != expected.type()) {
                throw new IllegalArgumentException(
                        "The column %s of a timeline holds %s, but in this table it %s; keep the columns of Timeline.table()."
                                .formatted(expected.name(), expected.type(), type == null ? "is missing" : "holds " + type));
            }
        }
    }

    private Table table() {
        return Table.create("Tweets", distinct("id", ids), handle, time, distinct("text", texts), quoted, retweet, reply, likes,
                retweets, language, app);
    }

    /** {@return a column as Tablesaw makes it; where there are so many texts that it would not number them, they are not} */
    private static StringColumn distinct(String name, List<String> texts) {
        if (texts.size() <= NUMBERED_TEXTS) {
            return StringColumn.create(name, texts);
        }
        StringColumn column = StringColumn.createInternal(name, new NullDictionaryMap(new ByteDictionaryMap()));
        texts.forEach(column::append);
        return column;
    }
}
