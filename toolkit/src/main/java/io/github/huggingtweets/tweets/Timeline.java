package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Author;
import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.tweets.archive.XArchive;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Somebody's tweets, newest first, as a Tablesaw table with these columns:
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>{@code id}, {@code handle}</td><td>string</td></tr>
 *   <tr><td>{@code time}</td><td>date and time, in UTC</td></tr>
 *   <tr><td>{@code text}, {@code quoted}</td><td>string, not cleaned</td></tr>
 *   <tr><td>{@code retweet}, {@code reply}</td><td>boolean</td></tr>
 *   <tr><td>{@code likes}, {@code retweets}</td><td>integer</td></tr>
 *   <tr><td>{@code language}, {@code app}</td><td>string</td></tr>
 * </table>
 *
 * <p>What a source does not say is missing in the table. {@link Tweet} tells what each column means. A timeline does not change.
 */
public final class Timeline {

    private static final Table NO_TWEETS = new TimelineBuilder().table();

    private final List<Author> authors;
    private final Table table;
    private final Supplier<Timeline> newer;

    Timeline(List<Author> authors, Table table, Supplier<Timeline> newer) {
        this.authors = List.copyOf(authors);
        this.table = table;
        this.newer = newer;
    }

    /**
     * Reads the tweets of an invented person, which come with the toolkit.
     *
     * @return the timeline, the same each time
     */
    public static Timeline sample() {
        return EmbeddedSample.read();
    }

    /**
     * Reads the archive of one's own tweets that X hands out. The tweets are those of {@code data/tweets.js}; a text that starts
     * with {@code RT @} is a retweet. Handle, name and picture come from {@code account.js} and {@code profile.js}, if there.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in there
     * @return the timeline
     * @throws TweetSourceException if there is no such file, if it is not an archive, or if it is damaged or empty
     */
    public static Timeline archive(Path folderOrZip) {
        return XArchive.read(folderOrZip);
    }

    /**
     * Makes a timeline of tweets that come from elsewhere.
     *
     * @param author whose tweets they are
     * @param tweets the tweets in any order
     * @return the timeline, newest first; tweets of the same time stay in the given order, those without a time come last
     */
    public static Timeline of(Author author, List<Tweet> tweets) {
        TimelineBuilder builder = new TimelineBuilder();
        tweets.forEach(builder::add);
        return builder.build(List.of(author));
    }

    /**
     * Makes a timeline of the same people from another table, usually one that was filtered or sorted with Tablesaw.
     *
     * @param tweets a table with all the columns of {@link #table()}, and more perhaps
     * @return the timeline, in the order of the table
     * @throws IllegalArgumentException if the table lacks a column, or has one of another type
     */
    public Timeline with(Table tweets) {
        for (Column<?> expected : NO_TWEETS.columns()) {
            ColumnType type = tweets.containsColumn(expected.name()) ? tweets.column(expected.name()).type() : null;
            if (type != expected.type()) {
                throw new IllegalArgumentException(
                        "The column %s of a timeline holds %s, but in this table it %s; keep the columns of Timeline.table()."
                                .formatted(expected.name(), expected.type(), type == null ? "is missing" : "holds " + type));
            }
        }
        return new Timeline(authors, tweets.copy(), () -> {
            throw new IllegalStateException("These tweets come from a table that was put together by hand, with Timeline.with(table);"
                    + " refresh the timeline that the table was taken from.");
        });
    }

    /**
     * Fetches from the network what was tweeted since this timeline was downloaded, and nothing else: how often old tweets have been
     * liked meanwhile does not change, nor does what is older than the oldest.
     *
     * @return the same tweets and the newer ones, each once; at most as many as were asked for in the first place
     * @throws IllegalStateException if the tweets come from a file or an archive, so that there is nothing to fetch from
     * @throws TweetSourceException if the network does not hand them out
     */
    public Timeline refresh() {
        return newer.get();
    }

    /** {@return a table of all tweets; it is a copy, and {@link #with} makes a timeline of it again} */
    public Table table() {
        return table.copy();
    }

    /** {@return whose tweets these are} */
    public List<Author> authors() {
        return authors;
    }

    /** {@return the number of tweets, retweets among them} */
    public int size() {
        return table.rowCount();
    }

    /** {@return the tweets that a model learns from, cleaned, with the count of those left out} */
    public Corpus clean() {
        BooleanColumn retweets = table.booleanColumn("retweet");
        Table own = table.dropWhere(retweets.isTrue());
        return Corpus.of(authors.get(0), own.stringColumn("text").asList(), table.rowCount() - own.rowCount())
                .withLanguage(mainLanguage(own.stringColumn("language")));
    }

    /** The language of the most tweets. X has longer codes for what is in no language, such as a mere link. */
    private static Optional<String> mainLanguage(StringColumn languages) {
        return languages.asList().stream()
                .filter(code -> code.matches("[a-z]{2}"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** {@return one line that says how many tweets these are, whose, and from when} */
    @Override
    public String toString() {
        List<LocalDate> days = table.dateTimeColumn("time").asList().stream()
                .filter(Objects::nonNull).map(LocalDateTime::toLocalDate).sorted().toList();
        return String.format(Locale.ENGLISH, "%,d %s of %s (@%s)%s", size(), size() == 1 ? "tweet" : "tweets", authors.get(0).name(),
                authors.get(0).handle(), days.isEmpty() ? "" : ", " + days.get(0) + " to " + days.get(days.size() - 1));
    }
}
