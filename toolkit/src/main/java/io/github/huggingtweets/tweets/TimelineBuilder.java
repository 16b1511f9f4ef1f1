package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Author;
import io.github.huggingtweets.tweets.filter.TableRows;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
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
 * Gathers tweets one by one into the columns of a timeline, so that a million of them need not stand in memory as objects.
 * One builder makes one timeline.
 */
public final class TimelineBuilder {

    private static final Table NO_TWEETS = new TimelineBuilder().table();

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
    public TimelineBuilder add(Tweet tweet) {
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
     * Makes a timeline that cannot be {@linkplain Timeline#refresh() refreshed}, such as that of a file.
     *
     * @param authors whose tweets they are. Of a single one, all tweets are; of several, each tweet names its own with
     *         {@link Tweet#handle()}.
     * @return the timeline, newest first; tweets of the same time stay in the order in which they were added, those without a
     *         time come last
     * @throws IllegalArgumentException if there is no author, or if a tweet names none of several
     */
    public Timeline build(List<Author> authors) {
        return build(authors, () -> {
            throw new IllegalStateException("The source of this timeline has no newer tweets to ask for; read it again instead.");
        });
    }

    /**
     * Makes the timeline.
     *
     * @param authors whose tweets they are, as above
     * @param newer asks the source again, for {@link Timeline#refresh()}: all its tweets, with those that have come since
     * @return the timeline, newest first, as above
     * @throws IllegalArgumentException if there is no author, or if a tweet names none of several
     */
    public Timeline build(List<Author> authors, Supplier<Timeline> newer) {
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("A timeline has at least one author.");
        }
        Table table = table();
        if (authors.size() == 1) {
            table.replaceColumn(StringColumn.create("handle", Collections.nCopies(size(), authors.get(0).handle())));
        }
        ByAuthor.requireKnown(authors, table.stringColumn("handle"));
        return Timeline.at(authors, TableRows.newestFirst(table), newer);
    }

    /** @throws IllegalArgumentException if a table lacks a column of a timeline, or has one of another type */
    static void requireColumns(Table table) {
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
