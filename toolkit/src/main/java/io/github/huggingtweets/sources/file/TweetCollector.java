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

/** The tweets of a file, as they are read from it line by line, with their authors and with what was broken. */
final class TweetCollector {

    private final Path file;
    private final FileOptions options;
    private final TweetTable.Builder tweets = new TweetTable.Builder();
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final FileTimes times;
    private long broken;
    private String firstBroken = "";

    /** An author, as far as is known. */
    private static final class Writer {
        private String name = "";
        private Optional<URI> picture = Optional.empty();
        private int tweets;
    }

    /** A tweet whose date can't be read before another one shows the order of day and month. */
    private record Waiting(Tweet.Builder tweet, String time, long line) {}

    /**
     * @param file the file, as messages name it
     * @param options what is known of it
     */
    public TweetCollector(Path file, FileOptions options) {
        this.file = file;
        this.options = options;
        this.times = new FileTimes(options.dateOrder());
    }

    /**
     * Adds what a line says, unless the line is {@link #broken}.
     *
     * @param fields what it says; not kept
     * @param line its number, from 1
     */
    public void add(FieldValues fields, long line) {
        try {
            Tweet.Builder tweet = TweetFromFields.of(fields);
            String time = time(fields);
            boolean open = times.isOpen(time);
            if (!open && times.isDecided()) {
                addWaiting();
            }
            if (open || !waiting.isEmpty()) {
                waiting.add(new Waiting(tweet, time, line));
            } else {
                add(tweet, time);
            }
            if (options.author().isEmpty()) {
                remember(fields);
            }
        } catch (BrokenLineException e) {
            broken(line, e);
        }
    }

    /** The day and the time of the day may stand in two columns; an hour without a day is no time. */
    private static String time(FieldValues fields) {
        String time = fields.get(TweetField.TIME);
        if (time.indexOf(':') >= 0) {
            return time.indexOf(':') <= 2 && FileTimes.isClock(time) ? "" : time;
        }
        String clock = fields.get(TweetField.CLOCK);
        return !time.isEmpty() && clock.indexOf(':') >= 0 && FileTimes.isClock(clock) ? time + " " + clock : time;
    }

    private void add(Tweet.Builder tweet, String time) throws BrokenLineException {
        try {
            if (!time.isEmpty()) {
                tweet.time(times.read(time));
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new BrokenLineException("has the time \"%s\", which is none".formatted(BrokenLineException.shortened(time)), e);
        }
        tweets.add(tweet.build());
    }

    private void addWaiting() {
        for (Waiting late : waiting) {
            try {
                add(late.tweet, late.time);
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

    /** {@return whether broken lines are left out} */
    public boolean isSkipping() {
        return options.skipReport().isPresent();
    }

    /**
     * Tells that a line is broken, which ends the reading unless such lines are to be left out.
     *
     * @param line its number, from 1
     * @param damage what is wrong with it
     * @throws TweetSourceException if they are not
     */
    public void broken(long line, BrokenLineException damage) {
        if (!isSkipping()) {
            throw new TweetSourceException("Line %d of %s %s; mend it, or leave out such lines with %s.".formatted(
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
     * @throws TweetSourceException if there are no tweets, or if their dates can be read in two ways
     */
    public TweetTable tweets() {
        if (!waiting.isEmpty() && !times.isDecided()) {
            throw new TweetSourceException(("The dates of %s, such as %s in line %d, can be read in two ways, since no day in"
                    + " them is beyond 12; say FileColumns.recognized().dayFirst() or .monthFirst().")
                    .formatted(file, waiting.get(0).time, waiting.get(0).line));
        }
        addWaiting();
        if (tweets.size() == 0) {
            throw new TweetSourceException(broken == 0 ? "There are no tweets in " + file + "; give a file that has some."
                    : String.format(Locale.ENGLISH, "None of the %,d lines of %s can be read: %s.", broken, file, firstBroken));
        }
        options.skipReport().filter(report -> broken > 0).ifPresent(report -> report.accept(String.format(Locale.ENGLISH,
                "Left out %,d broken %s of %s, and read %,d %s: %s.", broken, broken == 1 ? "line" : "lines", file,
                tweets.size(), tweets.size() == 1 ? "tweet" : "tweets", firstBroken)));
        return tweets.build(authors());
    }

    /** {@return whose tweets these are, those with the most tweets first} */
    private List<Author> authors() {
        if (options.author().isPresent()) {
            return List.of(options.author().get());
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

    /** A file that names no author is often named after one. */
    private String nameOfFile() {
        String name = file.getFileName().toString().replaceFirst("(?i)(\\.(csv|tsv|txt|tab|json|jsonl|ndjson|gz|gzip))+$", "");
        String handle = name.replaceAll("(?i)^tweets?[-_ ](of[-_ ])?|[-_ ]tweets?$", "").replaceAll("\\s+", "_");
        return handle.isBlank() ? TweetFromFields.UNKNOWN : handle;
    }
}
