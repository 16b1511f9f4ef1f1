package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Author;
import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects the tweets of a file line by line, together with their authors and the broken lines. */
final class TweetCollector {

    private final Path file;
    private final FileColumns columns;
    private final TweetTable.Builder tweets = new TweetTable.Builder();
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final FileTimes times;
    private final FileNumbers numbers;
    private boolean waitsForDate;
    private boolean waitsForNumber;
    private final Consumer<String> notes;
    private long broken;
    private int hidden;
    private String firstBroken = "";

    /** What the file says about an author. */
    private static final class Writer {
        private String name = "";
        private Optional<URI> picture = Optional.empty();
        private int tweets;
    }

    /** A tweet with values whose form later lines may show: the order of day and month, and what a point in a number means. */
    private record Waiting(Tweet.Builder tweet, String time, String likes, String retweets, long line) {}

    /**
     * @param file the file, for messages
     * @param columns what the user says about it
     * @param notes receives sentences that the user should know
     */
    TweetCollector(Path file, FileColumns columns, Consumer<String> notes) {
        this.file = file;
        this.columns = columns;
        this.notes = notes;
        this.times = new FileTimes(columns.dateOrder());
        this.numbers = new FileNumbers(columns.thousands());
    }

    /** Notes that columns are separated by semicolons, since commas are in numbers. */
    void separatedBySemicolons() {
        numbers.pointsAreThousands();
    }

    /**
     * Adds the tweet of a line, unless the line is {@link #broken}.
     *
     * @param fields the values of the line; they are not kept
     * @param line its number, from 1
     */
    void add(FieldValues fields, long line) {
        if (MastodonPost.isIn(fields)) {
            if (!MastodonPost.isForEverybody(fields)) {
                hidden++;
                return;
            }
            MastodonPost.translate(fields);
        }
        try {
            Waiting tweet = new Waiting(TweetFromFields.of(fields), time(fields), fields.get(TweetField.LIKES),
                    fields.get(TweetField.RETWEETS), line);
            lookForForms(tweet);
            if (!waiting.isEmpty() && !waitsForDate && !waitsForNumber) {
                addWaiting();
            }
            if (waitsForDate || waitsForNumber) {
                waiting.add(tweet);
            } else {
                add(tweet);
            }
            if (columns.author().isEmpty()) {
                remember(fields);
            }
        } catch (BrokenLineException e) {
            broken(line, e);
        }
    }

    /** Finds out what the values of a line show about the forms of all values, and whether they can be read yet. */
    private void lookForForms(Waiting tweet) {
        waitsForDate = times.isOpen(tweet.time) || waitsForDate && !times.isDecided();
        boolean likesAreOpen = numbers.isOpen(tweet.likes);
        boolean openNumber = numbers.isOpen(tweet.retweets) || likesAreOpen || waitsForNumber;
        if (openNumber && !numbers.isDecided() && FileTimes.hasPoints(tweet.time)) {
            numbers.pointsAreThousands();
        }
        waitsForNumber = openNumber && !numbers.isDecided();
    }

    /** {@return the time as the line writes it; date and clock may be in two columns, and a clock without a date is no time} */
    private static String time(FieldValues fields) {
        String time = fields.get(TweetField.TIME);
        if (time.indexOf(':') >= 0) {
            return time.indexOf(':') <= 2 && FileTimes.isClock(time) ? "" : time;
        }
        String clock = fields.get(TweetField.CLOCK);
        return !time.isEmpty() && clock.indexOf(':') >= 0 && FileTimes.isClock(clock) ? time + " " + clock : time;
    }

    private void add(Waiting read) throws BrokenLineException {
        Tweet.Builder tweet = read.tweet.likes(numbers.read(read.likes, TweetField.LIKES))
                .retweets(numbers.read(read.retweets, TweetField.RETWEETS));
        try {
            if (!read.time.isEmpty()) {
                tweet.time(times.read(read.time));
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new BrokenLineException(
                    "has the time \"%s\", which is not a time".formatted(BrokenLineException.shortened(read.time)), e);
        }
        tweets.add(tweet.build());
    }

    private void addWaiting() {
        for (Waiting late : waiting) {
            try {
                add(late);
            } catch (BrokenLineException e) {
                broken(late.line, e);
            }
        }
        waiting.clear();
    }

    private void remember(FieldValues fields) {
        Writer writer = writers.computeIfAbsent(TweetFromFields.handle(fields.get(TweetField.HANDLE)), handle -> new Writer());
        if (writer.tweets++ == 0) {
            writer.name = TweetFromFields.name(fields);
            writer.picture = Author.pictureAt(fields.get(TweetField.PICTURE));
        }
    }

    /** {@return whether broken lines are skipped} */
    boolean isSkipping() {
        return columns.skipReport().isPresent();
    }

    /**
     * Reports a broken line, which ends the reading unless broken lines are skipped.
     *
     * @param line its number, from 1
     * @param damage what is wrong with it
     * @throws TweetSourceException if broken lines are not skipped
     */
    void broken(long line, BrokenLineException damage) {
        if (!isSkipping()) {
            throw new TweetSourceException("Line %d of %s %s; correct it, or leave out such lines with %s.".formatted(
                    line, file, damage.getMessage(), "Timeline.file(path, FileColumns.recognized().skipBroken())"),
                    damage.getCause());
        }
        if (broken++ == 0) {
            firstBroken = "line %d %s".formatted(line, damage.getMessage());
        }
    }

    /**
     * {@return all tweets}
     *
     * @throws TweetSourceException if there are no tweets, or if their dates or numbers can be read in two ways
     */
    TweetTable tweets() {
        if (waitsForDate) {
            Waiting open = waiting.stream().filter(tweet -> times.isOpen(tweet.time)).findFirst().orElseThrow();
            throw new TweetSourceException(("The dates of %s, such as %s in line %d, can be read in two ways, since no day in"
                    + " them is beyond 12; say FileColumns.recognized().dayFirst() or .monthFirst().")
                    .formatted(file, open.time, open.line));
        }
        if (waitsForNumber) {
            throw new TweetSourceException(openNumbers());
        }
        addWaiting();
        if (tweets.size() == 0) {
            throw new TweetSourceException(broken == 0 ? "There are no tweets in " + file
                    + (hidden > 0 ? " that everybody can see" : "") + "; give a file that has some."
                    : String.format(Locale.ENGLISH, "None of the %,d lines of %s can be read: %s.", broken, file, firstBroken));
        }
        if (hidden > 0) {
            notes.accept(String.format(Locale.ENGLISH, "Left out %,d %s of %s that not everybody can see.", hidden,
                    hidden == 1 ? "post" : "posts", file));
        }
        columns.skipReport().filter(report -> broken > 0).ifPresent(report -> report.accept(String.format(Locale.ENGLISH,
                "Left out %,d broken %s of %s, and read %,d %s: %s.", broken, broken == 1 ? "line" : "lines", file,
                tweets.size(), tweets.size() == 1 ? "tweet" : "tweets", firstBroken)));
        return tweets.build(authors());
    }

    private String openNumbers() {
        Waiting open = waiting.stream().filter(tweet -> numbers.isOpen(tweet.likes) || numbers.isOpen(tweet.retweets))
                .findFirst().orElseThrow();
        return ("The numbers of %s, such as %s in line %d, can be read in two ways, since a point may separate thousands or"
                + " begin a fraction; say FileColumns.recognized().thousands('.') or .thousands(',').")
                .formatted(file, numbers.isOpen(open.likes) ? open.likes : open.retweets, open.line);
    }

    /** {@return the authors, those with the most tweets first} */
    private List<Author> authors() {
        if (columns.author().isPresent()) {
            return List.of(columns.author().get());
        }
        if (writers.size() == 1 && writers.containsKey("")) {
            String name = nameOfFile();
            return List.of(new Author(name, name, Optional.empty()));
        }
        return writers.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Writer> entry) -> -entry.getValue().tweets))
                .map(entry -> author(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Author author(String handle, Writer writer) {
        String known = handle.isEmpty() ? TweetFromFields.UNKNOWN : handle;
        return new Author(known, writer.name.isEmpty() ? known : writer.name, writer.picture);
    }

    /** {@return the handle in the name of the file: a file that names no author is often named after one} */
    private String nameOfFile() {
        String name = file.getFileName().toString().replaceFirst("(?i)(\\.(csv|tsv|txt|tab|json|jsonl|ndjson|gz|gzip))+$", "");
        String handle = name.replaceAll("(?i)^tweets?[-_ ](of[-_ ])?|[-_ ]tweets?$", "").replaceAll("\\s+", "_");
        return handle.isBlank() ? TweetFromFields.UNKNOWN : handle;
    }
}
