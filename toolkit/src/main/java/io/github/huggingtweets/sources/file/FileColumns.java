package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what the columns of a file mean if {@code Timeline.file(path)} does not recognize them, and how to read the file:
 *
 * <pre>{@code
 * FileColumns.text("body").time("when").handle("who")
 * FileColumns.recognized().author("@me", "My Name").skipBroken()
 * }</pre>
 *
 * <p>Write each name as the file does. In JSON, it is the name of a field; name a field within another one by its path,
 * as in {@code post.body}. In a file without a header, name columns by their number, from {@code "1"}. Columns that you don't
 * name are recognized by their names in the file. Each method leaves this object as it is and returns another one.
 *
 * @serial exclude
 */
public final class FileColumns implements Serializable {

    private final Map<TweetField, String> named = new EnumMap<>(TweetField.class);
    private Optional<Author> author = Optional.empty();
    private Optional<Charset> charset = Optional.empty();
    private Optional<Character> separator = Optional.empty();
    private boolean withoutHeader;
    private DateOrder dateOrder = DateOrder.UNKNOWN;
    private char thousands;
    private Optional<Consumer<String>> skipReport = Optional.empty();

    private FileColumns() {}

    /** Makes a copy, for a method to change before it returns it. */
    private FileColumns(FileColumns other) {
        named.putAll(other.named);
        author = other.author;
        charset = other.charset;
        separator = other.separator;
        withoutHeader = other.withoutHeader;
        dateOrder = other.dateOrder;
        thousands = other.thousands;
        skipReport = other.skipReport;
    }

    /** {@return columns that are all recognized by their names in the file} */
    public static FileColumns recognized() {
        return new FileColumns();
    }

    /**
     * Names the column that holds the texts of the tweets.
     *
     * @param column its name in the file
     * @return columns with this one named; the others are recognized, unless you name them as well
     * @throws IllegalArgumentException if the name is blank
     */
    public static FileColumns text(String column) {
        return recognized().with(TweetField.TEXT, column);
    }

    /**
     * Names the column that holds the ids of the tweets.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns id(String column) {
        return with(TweetField.ID, column);
    }

    /**
     * Names the column that holds when each tweet was posted.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns time(String column) {
        return with(TweetField.TIME, column);
    }

    /**
     * Names the column that holds the handle of each tweet's author.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns handle(String column) {
        return with(TweetField.HANDLE, column);
    }

    /**
     * Names the column that holds the display name of each tweet's author.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns name(String column) {
        return with(TweetField.NAME, column);
    }

    /**
     * Names the column that counts the likes.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns likes(String column) {
        return with(TweetField.LIKES, column);
    }

    /**
     * Names the column that counts how often each tweet was retweeted.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns retweets(String column) {
        return with(TweetField.RETWEETS, column);
    }

    /**
     * Names the column that says whether each tweet is a retweet: true or false.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns retweet(String column) {
        return with(TweetField.RETWEET, column);
    }

    /**
     * Names the column that says whether each tweet is a reply: true or false.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns reply(String column) {
        return with(TweetField.REPLY, column);
    }

    /**
     * Names the column that holds the text of the tweet that each tweet quotes.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns quoted(String column) {
        return with(TweetField.QUOTED, column);
    }

    /**
     * Names the column that holds the language of each tweet.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns language(String column) {
        return with(TweetField.LANGUAGE, column);
    }

    /**
     * Names the column that holds the app with which each tweet was posted.
     *
     * @param column its name in the file
     * @return these columns, with this one named
     * @throws IllegalArgumentException if the name is blank
     */
    public FileColumns app(String column) {
        return with(TweetField.APP, column);
    }

    /**
     * Says whose tweets the file has, and ignores the authors that the file itself names.
     *
     * @param handle the handle, with or without its {@code @}
     * @param name the display name
     * @return columns of a file with the tweets of one author
     * @throws IllegalArgumentException if the handle is blank
     */
    public FileColumns author(String handle, String name) {
        FileColumns copy = new FileColumns(this);
        copy.author = Optional.of(Author.named(handle, name));
        return copy;
    }

    /**
     * Says the encoding of the file. Without it, JSON is read as Unicode, and the encoding of columns is detected; one that is not
     * Unicode is a guess, which a note names.
     *
     * @param value the encoding
     * @return columns of a file in this encoding
     */
    public FileColumns charset(Charset value) {
        FileColumns copy = new FileColumns(this);
        copy.charset = Optional.of(value);
        return copy;
    }

    /**
     * Says the encoding of the file by its name, as {@link #charset(Charset)} does.
     *
     * @param name the name, such as {@code "windows-1250"}, {@code "ISO-8859-2"} or {@code "macintosh"}
     * @return columns of a file in this encoding
     * @throws IllegalArgumentException if there is no such encoding
     */
    public FileColumns encoding(String name) {
        String known = name.strip().equalsIgnoreCase("macintosh") ? "x-MacRoman" : name.strip();
        try {
            return charset(Charset.forName(known));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(("Java knows no encoding \"%s\"; give a name such as \"windows-1250\","
                    + " \"ISO-8859-2\" or \"UTF-8\".").formatted(name), e);
        }
    }

    /**
     * Says what separates the columns of a CSV file. Without it, the separator is detected.
     *
     * @param value the separator, such as a comma or a tab
     * @return columns with this separator
     * @throws IllegalArgumentException if the separator is a quote or a new line
     */
    public FileColumns separator(char value) {
        if (value == '"' || value == '\n' || value == '\r') {
            throw new IllegalArgumentException("Columns are separated by a comma or the like, not by a quote or a new line.");
        }
        FileColumns copy = new FileColumns(this);
        copy.separator = Optional.of(value);
        return copy;
    }

    /** {@return these columns, named by their number, from {@code "1"}, because the first line of the CSV file is a tweet} */
    public FileColumns withoutHeader() {
        FileColumns copy = new FileColumns(this);
        copy.withoutHeader = true;
        return copy;
    }

    /**
     * Says what separates thousands in numbers, such as likes. Without it, {@code 24.591} is 24,591 in a file with semicolons
     * between columns, with dates such as {@code 31.12.2023} or with numbers such as {@code 1.234.567}, and is refused in others.
     *
     * @param value a point if {@code 24.591} is 24,591, or a comma if it is 24 and a fraction, which is cut off
     * @return columns with such numbers
     * @throws IllegalArgumentException if the separator is neither a point nor a comma
     */
    public FileColumns thousands(char value) {
        if (value != '.' && value != ',') {
            throw new IllegalArgumentException("Thousands are separated by '.' or ','; other separators are recognized.");
        }
        FileColumns copy = new FileColumns(this);
        copy.thousands = value;
        return copy;
    }

    /** {@return these columns of a file in which {@code 3/4/2020} is the 3rd of April} */
    public FileColumns dayFirst() {
        FileColumns copy = new FileColumns(this);
        copy.dateOrder = DateOrder.DAY_FIRST;
        return copy;
    }

    /** {@return these columns of a file in which {@code 3/4/2020} is the 4th of March} */
    public FileColumns monthFirst() {
        FileColumns copy = new FileColumns(this);
        copy.dateOrder = DateOrder.MONTH_FIRST;
        return copy;
    }

    /** {@return these columns of a file whose broken lines are skipped; their number is printed on the standard output} */
    public FileColumns skipBroken() {
        return skipBroken(System.out::println);
    }

    /**
     * Skips broken lines. Without it, the first broken line ends the reading with an exception.
     *
     * @param report receives one sentence after the file was read, unless no line was broken: how many lines were skipped, and
     *         what was wrong with the first of them
     * @return columns of a file in which lines may be broken
     * @throws NullPointerException if the report is null
     */
    public FileColumns skipBroken(Consumer<String> report) {
        FileColumns copy = new FileColumns(this);
        copy.skipReport = Optional.of(report);
        return copy;
    }

    private FileColumns with(TweetField field, String column) {
        if (column.isBlank()) {
            throw new IllegalArgumentException("The column for the %s has a blank name; leave it out to have it recognized."
                    .formatted(field.name().toLowerCase(Locale.ROOT)));
        }
        FileColumns copy = new FileColumns(this);
        copy.named.put(field, column);
        return copy;
    }

    /** {@return the named columns; the others are to be recognized} */
    Map<TweetField, String> named() {
        return named;
    }

    /** {@return the author of all tweets; empty if the file is to say who wrote each} */
    Optional<Author> author() {
        return author;
    }

    /** {@return the encoding; empty if it is to be detected} */
    Optional<Charset> charset() {
        return charset;
    }

    /** {@return the separator; empty if it is to be detected} */
    Optional<Character> separator() {
        return separator;
    }

    /** {@return whether the first line is a tweet} */
    boolean hasNoHeader() {
        return withoutHeader;
    }

    /** {@return the order of day and month in dates such as {@code 3/4/2020}} */
    DateOrder dateOrder() {
        return dateOrder;
    }

    /** {@return what separates thousands, a point or a comma; 0 if it is to be recognized} */
    char thousands() {
        return thousands;
    }

    /** {@return who receives the number of broken lines; empty if a broken line ends the reading} */
    Optional<Consumer<String>> skipReport() {
        return skipReport;
    }

    /** {@return what is written of these columns to another machine: all but the report on broken lines} */
    private Object writeReplace() {
        return new Written(new EnumMap<>(named), author.map(Author::handle).orElse(null), author.map(Author::name).orElse(null),
                charset.map(Charset::name).orElse(null), separator.orElse(null), withoutHeader, dateOrder, thousands);
    }

    /**
     * The columns as they are written; what is not given is null, since an {@code Optional} cannot be written.
     *
     * @param named the named columns
     * @param handle the handle of the author
     * @param name the name of the author
     * @param charset the name of the encoding
     * @param separator what separates columns
     * @param withoutHeader whether the first line is a tweet
     * @param dateOrder the order of day and month
     * @param thousands what separates thousands
     * @serial exclude
     */
    private record Written(EnumMap<TweetField, String> named, String handle, String name, String charset, Character separator,
            boolean withoutHeader, DateOrder dateOrder, char thousands) implements Serializable {

        private Object readResolve() {
            FileColumns columns = new FileColumns();
            columns.named.putAll(named);
            columns.author = Optional.ofNullable(handle).map(known -> Author.named(known, name));
            columns.charset = Optional.ofNullable(charset).map(Charset::forName);
            columns.separator = Optional.ofNullable(separator);
            columns.withoutHeader = withoutHeader;
            columns.dateOrder = dateOrder;
            columns.thousands = thousands;
            return columns;
        }
    }
}
