package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes tweets of the lines of a file. A tweet waits while later lines may show the form of its values: the order of day and month,
 * and what a point in a number means.
 */
final class TweetCollector {

    private final StoredFile file;
    private final FileColumns columns;
    private final boolean skipping;
    private final TweetReceiver receiver;
    private final Optional<TweetReceiver.Signature> everybody;
    private final List<Waiting> waiting = new ArrayList<>();
    private FileTimes times;
    private FileNumbers numbers;
    private boolean waitsForDate;
    private boolean waitsForNumber;
    private long tweets;
    private long broken;
    private int hidden;
    private String firstBroken = "";

    /** A tweet with values whose form later lines may show. */
    private record Waiting(Tweet.Builder tweet, String time, String likes, String retweets, TweetReceiver.Signature signature,
            long line) {}

    /**
     * @param file the file, for messages
     * @param columns what the user says about it
     * @param skipping whether broken lines are skipped
     * @param receiver receives the tweets, and the broken lines that are skipped
     */
    TweetCollector(StoredFile file, FileColumns columns, boolean skipping, TweetReceiver receiver) {
        this.file = file;
        this.columns = columns;
        this.skipping = skipping;
        this.receiver = receiver;
        this.everybody = columns.author().map(author -> new TweetReceiver.Signature(author.handle(), author.name(), ""));
        forget();
    }

    /** Forgets what earlier lines have shown about the forms of values. */
    void forget() {
        times = new FileTimes(columns.dateOrder());
        numbers = new FileNumbers(columns.thousands());
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
                    fields.get(TweetField.RETWEETS), everybody.orElseGet(() -> TweetReceiver.Signature.of(fields)), line);
            lookForForms(tweet);
            if (!waiting.isEmpty() && !waitsForDate && !waitsForNumber) {
                addWaiting();
            }
            if (waitsForDate || waitsForNumber) {
                waiting.add(tweet);
            } else {
                add(tweet);
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
        tweets++;
        receiver.add(tweet.build(), read.signature);
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

    /** {@return whether broken lines are skipped} */
    boolean isSkipping() {
        return skipping;
    }

    /**
     * Reports a broken line, which ends the reading unless broken lines are skipped.
     *
     * @param line its number, from 1
     * @param damage what is wrong with it
     * @throws TweetSourceException if broken lines are not skipped
     */
    void broken(long line, BrokenLineException damage) {
        if (!skipping) {
            throw new TweetSourceException("Line %d of %s %s; correct it, or leave out such lines with %s.".formatted(
                    line, file, damage.getMessage(), "Timeline.file(path, FileColumns.recognized().skipBroken())"),
                    damage.getCause());
        }
        if (broken++ == 0) {
            firstBroken = "line %d %s".formatted(line, damage.getMessage());
        }
        receiver.broken(line, damage.getMessage());
    }

    /** {@return whether tweets wait, since their dates or numbers can be read in two ways} */
    boolean isOpen() {
        return waitsForDate || waitsForNumber;
    }

    /** {@return the columns, with the forms of dates and numbers that the lines so far have shown} */
    FileColumns withForms() {
        return numbers.addTo(times.addTo(columns));
    }

    /**
     * Ends the file.
     *
     * @param notes receives sentences that the user should know
     * @throws TweetSourceException if there are no tweets, or if their dates or numbers can be read in two ways
     */
    void end(Consumer<String> notes) {
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
        if (tweets == 0) {
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
                tweets, tweets == 1 ? "tweet" : "tweets", firstBroken)));
    }

    /** Ends the file, or a line that stands by itself. A tweet whose date or numbers can be read in two ways is broken. */
    void endSettingAside() {
        List<Waiting> late = List.copyOf(waiting);
        waiting.clear();
        waitsForDate = false;
        waitsForNumber = false;
        for (Waiting tweet : late) {
            try {
                requireClear(tweet);
                add(tweet);
            } catch (BrokenLineException e) {
                broken(tweet.line, e);
            }
        }
    }

    private void requireClear(Waiting tweet) throws BrokenLineException {
        String open = times.isOpen(tweet.time) ? tweet.time
                : numbers.isOpen(tweet.likes) ? tweet.likes
                : numbers.isOpen(tweet.retweets) ? tweet.retweets
                : "";
        if (!open.isEmpty()) {
            throw new BrokenLineException("has \"%s\", which can be read in two ways; say FileColumns.recognized().%s".formatted(
                    open, times.isOpen(open) ? "dayFirst() or .monthFirst()" : "thousands('.') or .thousands(',')"));
        }
    }

    private String openNumbers() {
        Waiting open = waiting.stream().filter(tweet -> numbers.isOpen(tweet.likes) || numbers.isOpen(tweet.retweets))
                .findFirst().orElseThrow();
        return ("The numbers of %s, such as %s in line %d, can be read in two ways, since a point may separate thousands or"
                + " begin a fraction; say FileColumns.recognized().thousands('.') or .thousands(',').")
                .formatted(file, numbers.isOpen(open.likes) ? open.likes : open.retweets, open.line);
    }
}
