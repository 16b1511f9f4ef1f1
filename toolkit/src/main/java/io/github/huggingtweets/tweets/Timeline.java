package io.github.huggingtweets.tweets;

import io.github.huggingtweets.corpus.Corpus;
import io.github.huggingtweets.corpus.Step;
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
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

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
 * <p>What a source does not say is missing in the table. {@link Tweet} tells what each column means.
 *
 * <p>A timeline does not change; what chooses some of its tweets makes another one, and the choice is made once, when somebody
 * asks for the tweets or their number. All of them share one table:
 *
 * <pre>{@code Timeline.sample().since("2020").inLanguage("en").withoutReplies().atLeastLikes(5).clean()}</pre>
 */
public final class Timeline extends Filtering implements Tweets {

    private final List<Author> authors;
    private final View view;
    private final Supplier<Timeline> newer;

    private Timeline(List<Author> authors, View view, Supplier<Timeline> newer) {
        this.authors = List.copyOf(authors);
        this.view = view;
        this.newer = newer;
    }

    /**
     * Begins a timeline at its source.
     *
     * @param newer asks the source again, for {@link #refresh()}
     */
    static Timeline at(TweetTable source, Supplier<Timeline> newer) {
        View all = new View(() -> Rows.all(source.table(), List.of(Step.beginning(source.authors(), source.table().rowCount()))));
        return new Timeline(source.authors(), all, newer);
    }

    /**
     * Makes a timeline of what a source handed over. It cannot be {@linkplain #refresh() refreshed}.
     *
     * @param source the tweets with their authors
     * @return the timeline
     */
    public static Timeline of(TweetTable source) {
        return at(source, () -> {
            throw new IllegalStateException("The source of this timeline has no newer tweets to ask for; read it again instead.");
        });
    }

    /** {@return the tweets of an invented person, which come with the toolkit and are the same each time} */
    public static Timeline sample() {
        return of(EmbeddedSample.read());
    }

    /**
     * Reads the archive of one's own tweets that X hands out, of any year: today's with {@code data/tweets.js} and its parts, the
     * first ones after 2018 with {@code tweet.js}, and those before with a script for each month or a {@code tweets.csv}. A ZIP
     * is read in place, without its pictures and films, however large it is.
     *
     * <p>A text that starts with {@code RT @} is a retweet. Deleted tweets, and those to a community or a circle alone, stand in
     * files of their own and are left out. Where nothing tells the handle, as beside a mere {@code tweets.csv}, it is
     * {@code unknown}.
     *
     * @param folderOrZip the ZIP as it was downloaded, the folder unpacked from it, or the {@code data} folder in there
     * @return the timeline
     * @throws TweetSourceException if there is no such file, if it is not an archive, if it is damaged or empty, or if it holds
     *         fewer tweets than its {@code manifest.js} tells of
     */
    public static Timeline archive(Path folderOrZip) {
        return of(XArchive.read(folderOrZip));
    }

    /**
     * Reads tweets from a file: CSV, TSV, JSON or JSON Lines, plain or gzipped. What the tools of this world write is recognized
     * by the names of its columns: twarc (versions 1 and 2, and its CSV), snscrape, answers of the X API, collections such as
     * those of Kaggle, and what {@code table().write().csv(...)} writes. The text of a retweet is {@code RT @user:} and then
     * the whole of what was retweeted, where the file has that. Times without a zone are taken as UTC.
     *
     * <p>The authors are those that the file names, the one with the most tweets first. Where it names none, all tweets are of
     * one author, who is called after the file.
     *
     * @param file the file, which is read as it is, not unpacked and not at once
     * @return the timeline
     * @throws TweetSourceException if there is no such file, if none of its columns is known to hold tweets, if its dates can be
     *         read in two ways, or if a line is broken. The message says what to tell {@link #file(Path, FileColumns)}.
     */
    public static Timeline file(Path file) {
        return of(TweetFile.read(file, FileColumns.recognized()));
    }

    /**
     * Reads tweets from a file whose columns have names of its own, whose lines may be broken, or which does not say whose tweets
     * they are.
     *
     * @param file a CSV, TSV, JSON or JSON Lines file, plain or gzipped
     * @param columns which columns are what, and how to read the file
     * @return the timeline
     * @throws TweetSourceException as {@link #file(Path)} does, and if there is no such column
     */
    public static Timeline file(Path file, FileColumns columns) {
        return of(TweetFile.read(file, columns));
    }

    /**
     * Downloads the newest 3,200 tweets of each of some accounts, and says which networks it picked. {@code name.bsky.social},
     * another handle with a dot, or a DID is Bluesky; {@code name@server} is Mastodon; a mere {@code name} is X, if there are
     * keys to its API. Addresses of profiles do as well. All is kept in a cache; {@link Download#handles} has the settings.
     *
     * @param handles at least one handle; one that comes twice counts once
     * @return the timeline, of several accounts {@linkplain #join(List) joined}
     * @throws IllegalArgumentException if there is no handle, or one that no network has
     * @throws TweetSourceException if a handle is one of X and there are no keys, if a network refuses, or if it fails
     */
    public static Timeline of(String... handles) {
        return Download.handles(handles).timeline();
    }

    /**
     * Downloads the newest 3,200 tweets of an account on X, for those who have keys to its API; {@link XApi} tells where they go.
     * X charges for each tweet.
     *
     * @param handle the handle, with or without its {@code @}
     * @return the timeline
     * @throws TweetSourceException if there are no keys, if X refuses, which the message explains, or if the network fails
     */
    public static Timeline x(String handle) {
        return Download.of(XApi.account(handle)).timeline();
    }

    /**
     * Downloads the newest 3,200 posts of a public account on Bluesky, without a key; {@link BlueskyAccount} tells of them.
     *
     * @param handle the handle, such as {@code name.bsky.social}, a DID, or the address of the profile
     * @return the timeline
     * @throws TweetSourceException if Bluesky refuses, which the message explains, or if the network fails
     */
    public static Timeline bluesky(String handle) {
        return Download.bluesky(handle).timeline();
    }

    /**
     * Downloads the newest 3,200 public posts of an account on Mastodon, or on another server that speaks its API, for which no
     * key is needed; {@link MastodonAccount} tells what becomes of them.
     *
     * @param handle {@code name@server}, or the address of the profile, such as {@code https://server/@name}
     * @return the timeline
     * @throws TweetSourceException if there is no such account, if not everybody may read it, or if the server fails
     */
    public static Timeline mastodon(String handle) {
        return Download.mastodon(handle).timeline();
    }

    /**
     * Makes a timeline of tweets that come from elsewhere.
     *
     * @param author whose tweets they are
     * @param tweets the tweets in any order
     * @return the timeline, newest first; tweets of the same time stay in the given order, those without a time come last
     */
    public static Timeline of(Author author, List<Tweet> tweets) {
        TweetTable.Builder builder = new TweetTable.Builder();
        tweets.forEach(builder::add);
        return of(builder.build(List.of(author)));
    }

    /**
     * Joins the timelines of several people, or several timelines of the same person.
     *
     * @param timelines at least one
     * @return all tweets, newest first, with what {@link Corpus#steps()} tells of each timeline by itself. A person who stands in
     *         several timelines counts once, and so does each tweet of theirs that has an id.
     * @throws IllegalArgumentException if there is no timeline
     */
    public static Timeline join(List<Timeline> timelines) {
        List<Timeline> parts = List.copyOf(timelines);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to join; give at least one timeline.");
        }
        List<Author> everybody = Joining.authors(parts);
        return new Timeline(everybody, new View(() -> Joining.rows(everybody, parts)),
                () -> join(parts.stream().map(Timeline::refresh).toList()));
    }

    /** Joins at least one timeline with others, of several people or of the same one; see {@link #join(List)}. */
    public static Timeline join(Timeline... timelines) {
        return join(List.of(timelines));
    }

    /**
     * Makes a timeline of the same people from another table, usually one that was filtered or sorted with Tablesaw.
     *
     * @param tweets a table with all the columns of {@link #table()}, and more perhaps
     * @return the timeline, in the order of the table
     * @throws IllegalArgumentException if the table lacks a column, has one of another type, or names somebody else
     */
    public Timeline with(Table tweets) {
        TweetTable own = new TweetTable(authors, tweets);
        Table copy = TweetTable.copy(own.table(), IntStream.range(0, tweets.rowCount()).toArray());
        return new Timeline(authors, view.replacedBy(copy, "A table of your own", authors), () -> {
            throw new IllegalStateException("These tweets come from a table that was put together by hand, with"
                    + " Timeline.with(table); refresh the timeline that the table was taken from.");
        });
    }

    /**
     * Takes all these tweets for those of one person, such as those of an organization, or of a collection of which nobody in
     * particular is meant.
     *
     * @param handle the handle of that person
     * @param name the name
     * @return the same tweets with that handle
     */
    public Timeline asOne(String handle, String name) {
        Author author = Author.named(handle, name);
        return new Timeline(List.of(author), view.by(author), () -> refresh().asOne(handle, name));
    }

    /**
     * Fetches from the network what was tweeted since this timeline was downloaded, and nothing else: how often old tweets have
     * been liked meanwhile does not change, nor does what is older than the oldest. What chose the tweets of this timeline then
     * chooses anew.
     *
     * @return the same choice of the same tweets and the newer ones, each once
     * @throws IllegalStateException if the tweets come from a file or an archive, so that there is nothing to fetch from
     * @throws TweetSourceException if the network does not hand them out
     */
    public Timeline refresh() {
        return newer.get();
    }

    /** {@return a table of all tweets; it is a copy, and {@link #with} makes a timeline of it again} */
    public Table table() {
        return view.rows().copy();
    }

    /**
     * {@return a table of some columns of all tweets, which of a million tweets takes a fraction of the time and memory}
     *
     * @param columns the names of the columns, in the order that they are to have
     * @throws IllegalArgumentException if there is no such column
     */
    @Override
    public Table table(String... columns) {
        return view.rows().copy(columns);
    }

    /** {@return whose tweets these are} */
    @Override
    public List<Author> authors() {
        return authors;
    }

    /** {@return the number of tweets, retweets among them} */
    @Override
    public int size() {
        return view.rows().count();
    }

    /** {@return the tweets that a model learns from, cleaned, with the count of those left out} */
    public Corpus clean() {
        return ByAuthor.clean(authors, view.rows());
    }

    @Override
    Timeline keeping(Filter filter) {
        return new Timeline(authors, view.filtered(filter, authors), () -> refresh().keeping(filter));
    }

    @Override
    Timeline keeping(Filter filter, List<Author> whose) {
        return new Timeline(whose, view.filtered(filter, authors), () -> refresh().keeping(filter, whose));
    }

    /** What the timeline holds, found out when it is asked for. */
    Rows rows() {
        return view.rows();
    }

    /** {@return one line that says how many tweets these are, whose, and from when} */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "%,d %s of %s%s", size(), size() == 1 ? "tweet" : "tweets", ByAuthor.names(authors),
                view.rows().days().map(days -> ", " + days).orElse(""));
    }
}
