package io.github.huggingtweets.sources.file;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads lines of JSON one by one, wherever in their file they stand, as {@link TweetFile} does. Each line stands by itself: what a date
 * such as {@code 3/4/2020} means must be said by the columns, since no other line shows it.
 */
public final class TweetLines {

    /** The longest line in bytes; a longer one is broken. */
    public static final int LONGEST = JsonLines.LONGEST;

    private static final StoredFile NOWHERE = new StoredFile("", "", 0, () -> {
        throw new IOException("the lines are read elsewhere");
    });

    private final TweetCollector collector;
    private final JsonFile json;

    /**
     * Begins to read lines.
     *
     * @param columns what the fields mean, as {@link TweetFile#look} returned it
     * @param receiver receives the tweets and the broken lines
     */
    public TweetLines(FileColumns columns, TweetReceiver receiver) {
        collector = new TweetCollector(NOWHERE, columns, true, receiver);
        json = JsonFile.ofKnownLines(new ColumnNames(columns.named()), collector);
    }

    /**
     * Reads a line.
     *
     * @param line its bytes, in UTF-8, with or without its end; null if there are more than {@link #LONGEST}
     * @param number its number, from 1
     */
    public void read(byte[] line, long number) {
        collector.forget();
        try {
            json.readLine(line, 0, line == null ? Integer.MAX_VALUE : line.length, number);
        } catch (BrokenLineException e) {
            collector.broken(number, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the bytes are in memory
        }
        collector.endSettingAside();
    }
}
