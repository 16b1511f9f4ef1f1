package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.TweetCleaner;
import io.github.huggingtweets.drawing.TweetCharts;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import io.github.huggingtweets.sources.Tweets;
import io.github.huggingtweets.sources.archive.XArchive;
import io.github.huggingtweets.sources.bluesky.BlueskyAccount;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.sources.file.TweetFile;
import io.github.huggingtweets.sources.mastodon.MastodonAccount;
import io.github.huggingtweets.sources.x.XApi;
import io.github.huggingtweets.tweets.View.Rows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

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
 * <p>A value that the source does not give is missing in the table. {@link Tweet} says what each column means.
 *
 * <p>A timeline does not change. A filter returns another timeline, in the same order. It runs once, when the tweets or their
 * number are first needed, and all these timelines share one table:
 *
 * <pre>{@code Timeline.sample().since("2020").inLanguage("en").withoutReplies().atLeastLikes(5).clean()}</pre>
 *
 * <p>If a source does not give a value, a filter that requires something (likes, a date, a language) drops the tweet, and a
 * filter that excludes something (replies, retweets) keeps it.
 */
public final class Timeline implements Tweets {

    /** Above this number of authors, {@link #toString()} says how many they are instead of naming them. */
    private static final int MOST_NAMED = 4;

    private final List<Author> authors;
    private final View view;
    private final Supplier<Timeline> newer;

    private Timeline(List<Author> authors, View view, Supplier<Timeline> newer) {
        this.authors = List.copyOf(authors);
        this.view = view;
        this.newer = newer;
    }

    // ------------------------------------------------------------------------------------------------ sources

    /** {@return the tweets of an invented person, which are part of the toolkit and always the same} */
    public static Timeline sample() {
        return of(EmbeddedSample.read());
    }

    /**
     * Reads the archive of their own tweets that X gives its users, from any year: a current one with {@code data/tweets.js} and
     * its parts, an early one after 2018 with {@code tweet.js}, or one from before 2018 with a script for each month or a
     * {@code tweets.csv}. A ZIP of any size is read in place, without its pictures and films.
     *
     * <p>A text that starts with {@code RT @} is a retweet. Deleted tweets, and tweets for a community or a circle only, are in
     * other files of the archive, which are not read. If no file has the handle, as in an archive of only a {@code tweets.csv},
     * it is {@code unknown}.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in it
     * @return the timeline
     * @throws TweetSourceException if there is no such file, if it is not an archive, if it is damaged or empty, or if it has
     *         fewer tweets than its {@code manifest.js} says
     */
    public static Timeline archive(Path folderOrZip) {
        return of(XArchive.read(folderOrZip));
    }

    /**
     * Reads an archive as {@link #archive(Path)} does, and leaves out tweets with odd values, such as a date that does not exist,
     * as in {@code Timeline.archive(path, System.out::println)}.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in it
     * @param report receives one sentence after the archive was read, unless no tweet was left out: how many were, and what is
     *         odd about the first of them
     * @return the timeline
     * @throws TweetSourceException as {@link #archive(Path)} does, and if no tweet remains
     */
    public static Timeline archive(Path folderOrZip, Consumer<String> report) {
        return of(XArchive.read(folderOrZip, report));
    }

    /**
     * Reads tweets from a file: CSV, TSV, JSON or JSON Lines, plain or gzipped. The columns are recognized by
     * their names: those of twarc (versions 1 and 2, and its CSV), of snscrape, of answers of the X API, of collections such as
     * those of Kaggle, and of {@code table().write().csv(...)}. The text of a retweet is {@code RT @user:} followed by the whole
     * retweeted text, if the file has that. Times without a zone are read as UTC.
     *
     * <p>The authors are those that the file names, the one with the most tweets first. If it names no author, all tweets belong
     * to one author with the name of the file.
     *
     * @param file the file, which is read line by line, without an unpacked copy
     * @return the timeline
     * @throws TweetSourceException if there is no such file, if no column is recognized as the one with the tweets, if the dates
     *         are ambiguous, or if a line is broken. The message says what to give to {@link #file(Path, FileColumns)}.
     */
    public static Timeline file(Path file) {
        return file(file, FileColumns.recognized());
    }

    /**
     * Reads tweets from a file whose columns have unusual names, that has broken lines, or that does not name the authors.
     *
     * @param file a CSV, TSV, JSON or JSON Lines file, plain or gzipped
     * @param columns what each column means, and how to read the file
     * @return the timeline
     * @throws TweetSourceException as {@link #file(Path)} does, and if the file lacks a named column
     */
    public static Timeline file(Path file, FileColumns columns) {
        return of(TweetFile.read(file, columns, note -> ProgressListener.standard().onNote(note)));
    }

    /**
     * Downloads the newest 3,200 tweets of each of some accounts, and says which networks it chose. {@code name.bsky.social},
     * another handle with a dot, or a DID is Bluesky; {@code name@server} is Mastodon; a {@code name} alone is X, which needs
     * keys to its API. The address of a profile works, too. All tweets are kept in a cache. {@link Download#handles} does the
     * same with settings.
     *
     * @param handles at least one handle; repeated ones count once
     * @return the timeline, of several accounts {@linkplain #join(List) joined}
     * @throws IllegalArgumentException if there is no handle, or if no network has such a handle
     * @throws TweetSourceException if a network refuses or fails, or if there are no keys to the X API for a handle of X that is
     *         not in the cache; of several accounts, the tweets of the others are downloaded and kept
     */
    public static Timeline of(String... handles) {
        return Download.handles(handles).timeline();
    }

    /**
     * Downloads the newest 3,200 tweets of an account on X. This needs keys to its API; {@link XApi} says where to put them. X
     * charges for each tweet.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the timeline
     * @throws TweetSourceException if there are no keys, if X refuses, which the message explains, or if the network fails
     */
    public static Timeline x(String handle) {
        return Download.x(handle).timeline();
    }

    /**
     * Downloads the newest 3,200 posts of a public account on Bluesky, without a key; {@link BlueskyAccount} says how.
     *
     * @param handle the handle, such as {@code name.bsky.social}, a DID, or the address of the profile
     * @return the timeline
     * @throws TweetSourceException if Bluesky refuses, which the message explains, or if the network fails
     */
    public static Timeline bluesky(String handle) {
        return Download.bluesky(handle).timeline();
    }

    /**
     * Downloads the newest 3,200 public posts of an account on Mastodon, or on another server with the same API, without a key;
     * {@link MastodonAccount} says how.
     *
     * @param handle {@code name@server}, or the address of the profile, such as {@code https://server/@name}
     * @return the timeline
     * @throws TweetSourceException if there is no such account, if it is not public, or if the server fails
     */
    public static Timeline mastodon(String handle) {
        return Download.mastodon(handle).timeline();
    }

    /**
     * Makes a timeline of tweets from elsewhere.
     *
     * @param author whose tweets they are
     * @param tweets the tweets in any order
     * @return the timeline, newest first; tweets of the same time keep the given order, those without a time come last
     */
    public static Timeline of(Author author, List<Tweet> tweets) {
        TweetTable.Builder builder = new TweetTable.Builder();
        tweets.forEach(builder::add);
        return of(builder.build(List.of(author)));
    }

    /**
     * Makes a timeline of what a source handed over. It cannot be {@linkplain #refresh() refreshed}.
     *
     * @param source the tweets with their authors
     * @return the timeline, in which tweets of the same author, id and text count once; {@link Corpus#steps()} says how many did
     */
    public static Timeline of(TweetTable source) {
        return refreshable(source, () -> {
            throw new IllegalStateException("The source of this timeline has no newer tweets to ask for; read it again instead.");
        });
    }

    /**
     * Makes a timeline of what a source handed over, if the source can be asked again.
     *
     * @param source the tweets with their authors
     * @param newer asks the source again, for {@link #refresh()}
     */
    static Timeline refreshable(TweetTable source, Supplier<Timeline> newer) {
        View all = new View(() -> EqualTweets.rows(source));
        return new Timeline(source.authors(), all, newer);
    }

    /**
     * Joins the timelines of several people, or several timelines of the same person.
     *
     * @param timelines at least one
     * @return all tweets, newest first; {@link Corpus#steps()} has the steps of each timeline. A person who is in several
     *         timelines counts once, and so does each of their tweets that has an id.
     * @throws IllegalArgumentException if there is no timeline
     */
    public static Timeline join(List<Timeline> timelines) {
        List<Timeline> parts = List.copyOf(timelines);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to join; give at least one timeline.");
        }
        return joined(parts, () -> join(parts.stream().map(Timeline::refresh).toList()));
    }

    /**
     * Joins timelines that are refreshed together.
     *
     * @param parts at least one
     * @param newer asks the sources again, for {@link #refresh()}
     */
    static Timeline joined(List<Timeline> parts, Supplier<Timeline> newer) {
        List<Author> everybody = Joining.authors(parts);
        return new Timeline(everybody, new View(() -> Joining.rows(everybody, parts)), newer);
    }

    /**
     * Joins the timelines of several people, or several timelines of the same person, as {@link #join(List)} does.
     *
     * @param timelines at least one
     * @return all tweets, newest first
     * @throws IllegalArgumentException if there is no timeline
     */
    public static Timeline join(Timeline... timelines) {
        return join(List.of(timelines));
    }

    /**
     * Fetches from the network what was tweeted since this timeline was downloaded, and nothing else: the likes of older tweets
     * do not change, and older tweets are not added. The filters of this timeline are applied again.
     *
     * @return a timeline of the old tweets and the newer ones, each once, with the same filters
     * @throws IllegalStateException if the tweets do not come from a network
     * @throws TweetSourceException if the network refuses or fails
     */
    public Timeline refresh() {
        return newer.get();
    }

    // ------------------------------------------------------------------------------------------------ filters

    private Timeline keeping(Filter filter) {
        return new Timeline(authors, view.filtered(filter, authors), () -> refresh().keeping(filter));
    }

    private Timeline keeping(RowFilter<?> filter) {
        return keeping(Filter.of(filter));
    }

    /** Applies a filter that keeps only tweets of some of the authors. */
    private Timeline keeping(Filter filter, List<Author> whose) {
        return new Timeline(whose, view.filtered(filter, authors), () -> refresh().keeping(filter, whose));
    }

    /**
     * Keeps the tweets from a day on, in UTC. Tweets without a time are left out.
     *
     * @param day the first day
     * @return the tweets of this day and later ones
     */
    public Timeline since(LocalDate day) {
        return keeping(RowFilter.since(day));
    }

    /**
     * Keeps the tweets from a day on, in UTC. Tweets without a time are left out.
     *
     * @param day a day such as {@code 2023-05-31}, or a month or a year, which means its first day
     * @return the tweets of this day and later ones
     * @throws IllegalArgumentException if the text is none of these
     */
    public Timeline since(String day) {
        return keeping(RowFilter.since(day));
    }

    /**
     * Keeps the tweets up to a day, in UTC, including this day. Tweets without a time are left out.
     *
     * @param day the last day
     * @return the tweets of this day and earlier ones
     */
    public Timeline until(LocalDate day) {
        return keeping(RowFilter.until(day));
    }

    /**
     * Keeps the tweets up to a day, in UTC, including this day. Tweets without a time are left out.
     *
     * @param day a day such as {@code 2023-05-31}, or a month or a year, which means its last day
     * @return the tweets of this day and earlier ones
     * @throws IllegalArgumentException if the text is none of these
     */
    public Timeline until(String day) {
        return keeping(RowFilter.until(day));
    }

    /**
     * Keeps the newest tweets. Tweets without a time come after all others.
     *
     * @param most the largest number of tweets to keep; of several people, all together
     * @return the newest tweets; all if there are fewer
     * @throws IllegalArgumentException if the number is negative
     */
    public Timeline newest(int most) {
        return keeping(Samples.newest(most));
    }

    /**
     * Keeps random tweets, each with the same probability.
     *
     * @param most the largest number of tweets to keep; of several people, all together
     * @param seed the seed of the random choice: the same seed chooses the same of the same tweets
     * @return the chosen tweets; all if there are fewer
     * @throws IllegalArgumentException if the number is negative
     */
    public Timeline randomSample(int most, long seed) {
        return keeping(Samples.random(most, seed));
    }

    /**
     * Keeps the tweets in one of some languages. The source says the language; tweets without one are left out.
     *
     * @param codes BCP 47 codes, in any case: {@code en} includes {@code en-GB}, but {@code en-GB} does not include {@code en}.
     *         X's old codes {@code in}, {@code iw} and {@code ji} are the same as {@code id}, {@code he} and {@code yi}.
     * @return the tweets in these languages
     * @throws IllegalArgumentException if there is no code, or one that no language has, such as {@code English}
     */
    public Timeline inLanguage(String... codes) {
        return keeping(RowFilter.inLanguage(codes));
    }

    /**
     * Keeps the tweets with enough likes. Tweets whose likes the source does not give are left out.
     *
     * @param likes the smallest number of likes
     * @return the tweets with at least this number of likes
     */
    public Timeline atLeastLikes(int likes) {
        return keeping(RowFilter.atLeastLikes(likes));
    }

    /**
     * Keeps the tweets that were retweeted often enough. Tweets whose retweets the source does not give are left out.
     *
     * @param retweets the smallest number of retweets
     * @return the tweets that were retweeted at least this number of times
     */
    public Timeline atLeastRetweets(int retweets) {
        return keeping(RowFilter.atLeastRetweets(retweets));
    }

    /** {@return the tweets that are not replies} */
    public Timeline withoutReplies() {
        return keeping(RowFilter.withoutReplies());
    }

    /** {@return the tweets that are replies} */
    public Timeline onlyReplies() {
        return keeping(RowFilter.onlyReplies());
    }

    /** {@return the tweets that the authors wrote themselves} */
    public Timeline withoutRetweets() {
        return keeping(RowFilter.withoutRetweets());
    }

    /** {@return the tweets that somebody else wrote} */
    public Timeline onlyRetweets() {
        return keeping(RowFilter.onlyRetweets());
    }

    /** {@return the tweets without a link; X counts pictures and quoted tweets as links, too} */
    public Timeline withoutLinks() {
        return keeping(RowFilter.withoutLinks());
    }

    /** {@return the tweets with a link; X counts pictures and quoted tweets as links, too} */
    public Timeline onlyWithLinks() {
        return keeping(RowFilter.onlyWithLinks());
    }

    /**
     * Keeps the tweets that contain at least one of some words.
     *
     * @param words words, hashtags or phrases, in any case. Only whole words match, and nothing within links. In scripts without
     *         spaces between words, such as Chinese, Japanese and Thai, any place matches.
     * @return the tweets with one of these words
     * @throws IllegalArgumentException if there is no word, or an empty one
     */
    public Timeline containing(String... words) {
        return keeping(RowFilter.containing(words));
    }

    /**
     * Keeps the tweets in which a regular expression matches somewhere.
     *
     * @param pattern what to look for in the text as {@link #table()} has it, with its links, entities and line breaks
     * @return the tweets with a match
     */
    public Timeline matching(Pattern pattern) {
        return keeping(RowFilter.matching(pattern));
    }

    /**
     * Keeps the tweets in which a regular expression matches somewhere.
     *
     * @param regex what to look for in the text as {@link #table()} has it, in the syntax of {@link Pattern}
     * @return the tweets with a match
     * @throws IllegalArgumentException if it is not a regular expression
     */
    public Timeline matching(String regex) {
        return keeping(RowFilter.matching(regex));
    }

    /** {@return the tweets without those whose text, by any author, is exactly the text of a newer tweet} */
    public Timeline withoutDuplicates() {
        return keeping(TextFilters.withoutDuplicates());
    }

    /**
     * {@return the tweets without those whose text is that of a newer tweet, apart from links, mentions and white space}
     */
    public Timeline withoutNearDuplicates() {
        return keeping(TextFilters.withoutNearDuplicates());
    }

    /**
     * Keeps the tweets of some of the authors.
     *
     * @param handles their handles, with or without the {@code @}, in any case
     * @return the tweets of these authors
     * @throws IllegalArgumentException if there is no handle, or one that is not among the authors
     */
    public Timeline by(String... handles) {
        List<String> wanted = Arrays.stream(handles).map(Author::normalize).distinct().toList();
        return keeping(Filter.by(authors, wanted), authors.stream().filter(author -> wanted.contains(author.handle())).toList());
    }

    /**
     * Keeps the tweets that Tablesaw chooses, as in
     * {@code timeline.where("Long", tweets -> tweets.stringColumn("text").isLongerThan(200))}.
     *
     * @param name the name of the step, as {@link Corpus#steps()} shows it
     * @param choice gets the table of this timeline, a copy, and returns the rows to keep
     * @return the chosen tweets
     */
    public Timeline where(String name, Function<Table, Selection> choice) {
        return keeping(Filter.where(name, choice));
    }

    /**
     * Keeps the tweets that Tablesaw chooses, as {@link #where(String, Function)} does.
     *
     * @param choice gets the table of this timeline, a copy, and returns the rows to keep
     * @return the chosen tweets
     */
    public Timeline where(Function<Table, Selection> choice) {
        return where("Chosen with Tablesaw", choice);
    }

    /**
     * Treats all these tweets as the tweets of one person, for example those of an organization, or of a collection of many
     * authors.
     *
     * @param handle the handle of that person
     * @param name the name
     * @return the same tweets with that handle
     * @throws IllegalArgumentException if the handle is blank
     */
    public Timeline asOne(String handle, String name) {
        Author author = Author.named(handle, name);
        return new Timeline(List.of(author), view.by(author), () -> refresh().asOne(handle, name));
    }

    // ------------------------------------------------------------------------------------------------ table

    /** {@return a table of all tweets, a copy; {@link #with} makes a timeline of it again} */
    public Table table() {
        return view.rows().copy();
    }

    /**
     * {@return a table of some columns of all tweets, a copy; for a million tweets it takes a fraction of the time and memory of
     * the whole table}
     *
     * @param columns the names of the columns, in the order of the copy
     * @throws IllegalArgumentException if there is no such column
     */
    @Override
    public Table table(String... columns) {
        return view.rows().copy(columns);
    }

    /**
     * Makes a timeline of the same people from another table, usually one that was filtered or sorted with Tablesaw.
     *
     * @param tweets a table with all the columns of {@link #table()}, and possibly others
     * @return the timeline, in the order of the table
     * @throws IllegalArgumentException if the table lacks a column, has one of another type, or names another author
     */
    public Timeline with(Table tweets) {
        Table checked = new TweetTable(authors, tweets).table();
        Table copy = TweetTable.copy(checked, IntStream.range(0, checked.rowCount()).toArray());
        return new Timeline(authors, view.replacedBy(copy, "A table of your own", authors), () -> {
            throw new IllegalStateException("These tweets come from a table that was put together by hand, with"
                    + " Timeline.with(table); refresh the timeline that the table was taken from.");
        });
    }

    /** {@return whose tweets these are} */
    @Override
    public List<Author> authors() {
        return authors;
    }

    /** {@return the number of tweets, including retweets} */
    @Override
    public int size() {
        return view.rows().count();
    }

    /** {@return the charts of these tweets: when they were posted, their likes, their words, and a comparison with others} */
    public TweetCharts chart() {
        return new TweetCharts(this, TweetCleaner::clean);
    }

    /** {@return the rows of this timeline, which are found at the first call} */
    Rows rows() {
        return view.rows();
    }

    // ------------------------------------------------------------------------------------------------ clean

    /** {@return the tweets that a model learns from, cleaned, with the numbers of those left out} */
    public Corpus clean() {
        Rows rows = view.rows();
        return Corpus.of(authors, rows.table(), rows.selection().toArray(), rows.steps());
    }

    /** {@return the number of tweets, the authors, and the first and last day, in one line} */
    @Override
    public String toString() {
        String names = authors.size() > MOST_NAMED ? String.format(Locale.ENGLISH, "%,d people", authors.size())
                : authors.stream().map(author -> author.name() + " (@" + author.handle() + ")")
                        .collect(Collectors.joining(" & "));
        return String.format(Locale.ENGLISH, "%,d %s of %s%s", size(), size() == 1 ? "tweet" : "tweets", names,
                view.rows().days().map(days -> ", " + days).orElse(""));
    }
}
