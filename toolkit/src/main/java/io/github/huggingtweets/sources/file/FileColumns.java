package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what the columns of a file mean, where {@code Timeline.file(path)} does not
 * find out itself, and how to read it:
 *
 * <pre>{@code
 * FileColumns.text("body").time("when").handle("who")
 * FileColumns.recognized().author("@me", "My Name").skipBroken()
 * }</pre>
 *
 * <p>A name is written as it stands in the file. In JSON it is the name of a field; one within others is named by its path, as in
 * {@code post.body}. In a file without a header, columns are named by their number, from {@code "1"}. What is not named is
 * recognized. Each method leaves this object as it is and returns another one.
 */
public final class FileColumns {

    private final Map<TweetField, String> named = new EnumMap<>(TweetField.class);
    private Optional<Author> author = Optional.empty();
    private Optional<Charset> charset = Optional.empty();
    private Optional<Character> separator = Optional.empty();
    private boolean withoutHeader;
    private DateOrder dateOrder = DateOrder.UNKNOWN;
    private Optional<Consumer<String>> skipReport = Optional.empty();

    private FileColumns() {}

    /** A copy, which is changed before anybody sees it. */
    private FileColumns(FileColumns other) {
        named.putAll(other.named);
        author = other.author;
        charset = other.charset;
        separator = other.separator;
        withoutHeader = other.withoutHeader;
        dateOrder = other.dateOrder;
        skipReport = other.skipReport;
    }

    /** {@return columns that are all to be recognized} */
    public static FileColumns recognized() {
        return new FileColumns();
    }

    /**
     * Names the column that holds the tweets.
     *
     * @param column its name in the file
     * @return columns of which the others are recognized, unless they are named as well
     */
    public static FileColumns text(String column) {
        return recognized().with(TweetField.TEXT, column);
    }

    /** {@return these columns, with the one that holds the id named} */
    public FileColumns id(String column) {
        return with(TweetField.ID, column);
    }

    /** {@return these columns, with the one that says when a tweet was posted named} */
    public FileColumns time(String column) {
        return with(TweetField.TIME, column);
    }

    /** {@return these columns, with the one that holds the handle of a tweet's author named} */
    public FileColumns handle(String column) {
        return with(TweetField.HANDLE, column);
    }

    /** {@return these columns, with the one that holds the display name of a tweet's author named} */
    public FileColumns name(String column) {
        return with(TweetField.NAME, column);
    }

    /** {@return these columns, with the one that counts the likes named} */
    public FileColumns likes(String column) {
        return with(TweetField.LIKES, column);
    }

    /** {@return these columns, with the one that counts how often a tweet was retweeted named} */
    public FileColumns retweets(String column) {
        return with(TweetField.RETWEETS, column);
    }

    /** {@return these columns, with the one that says whether somebody else wrote a tweet (true or false) named} */
    public FileColumns retweet(String column) {
        return with(TweetField.RETWEET, column);
    }

    /** {@return these columns, with the one that says whether a tweet answers another one (true or false) named} */
    public FileColumns reply(String column) {
        return with(TweetField.REPLY, column);
    }

    /** {@return these columns, with the one that holds the text of the tweet that is quoted named} */
    public FileColumns quoted(String column) {
        return with(TweetField.QUOTED, column);
    }

    /** {@return these columns, with the one that holds the language named} */
    public FileColumns language(String column) {
        return with(TweetField.LANGUAGE, column);
    }

    /** {@return these columns, with the one that holds the program named} */
    public FileColumns app(String column) {
        return with(TweetField.APP, column);
    }

    /**
     * Says whose tweets the file holds, whatever it says itself.
     *
     * @param handle the handle, with or without its {@code @}
     * @param name the display name
     * @return columns of a file with the tweets of one author
     */
    public FileColumns author(String handle, String name) {
        FileColumns copy = new FileColumns(this);
        copy.author = Optional.of(Author.named(handle, name));
        return copy;
    }

    /** {@return these columns, of a file in a given encoding} */
    public FileColumns charset(Charset value) {
        FileColumns copy = new FileColumns(this);
        copy.charset = Optional.of(value);
        return copy;
    }

    /** {@return these columns, separated by a given character; for CSV files} */
    public FileColumns separator(char value) {
        if (value == '"' || value == '\n' || value == '\r') {
            throw new IllegalArgumentException("Columns are separated by a comma or the like, not by a quote or a new line.");
        }
        FileColumns copy = new FileColumns(this);
        copy.separator = Optional.of(value);
        return copy;
    }

    /** {@return these columns, named by their number, from {@code "1"}, since the first line is a tweet; for CSV files} */
    public FileColumns withoutHeader() {
        FileColumns copy = new FileColumns(this);
        copy.withoutHeader = true;
        return copy;
    }

    /** {@return these columns, where {@code 3/4/2020} is the 3rd of April} */
    public FileColumns dayFirst() {
        FileColumns copy = new FileColumns(this);
        copy.dateOrder = DateOrder.DAY_FIRST;
        return copy;
    }

    /** {@return these columns, where {@code 3/4/2020} is the 4th of March} */
    public FileColumns monthFirst() {
        FileColumns copy = new FileColumns(this);
        copy.dateOrder = DateOrder.MONTH_FIRST;
        return copy;
    }

    /** {@return these columns of a file whose broken lines are left out; how many, is said in one line on the standard output} */
    public FileColumns skipBroken() {
        return skipBroken(System.out::println);
    }

    /**
     * Leaves out broken lines, which otherwise end the reading.
     *
     * @param report is given one sentence once the file is read, unless no line was broken: how many were left out, and why the
     *         first of them was
     * @return columns of a file in which lines may be broken
     */
    public FileColumns skipBroken(Consumer<String> report) {
        FileColumns copy = new FileColumns(this);
        copy.skipReport = Optional.of(report);
        return copy;
    }

    private FileColumns with(TweetField field, String column) {
        if (column.isBlank()) {
            throw new IllegalArgumentException(
                    "The column for the %s has a blank name; leave it out to have it recognized."
                            .formatted(field.name().toLowerCase(Locale.ROOT)));
        }
        FileColumns copy = new FileColumns(this);
        copy.named.put(field, column);
        return copy;
    }

    FileOptions options() {
        return new FileOptions(named, author, charset, separator, withoutHeader, dateOrder, skipReport);
    }
}
