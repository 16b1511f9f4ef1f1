package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.Tweet;
import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of tweets: CSV, TSV, JSON or JSON Lines. */
public final class TweetFile {

    /** After this many tweets and broken lines, the beginning of a file has shown what it is. */
    private static final int ENOUGH_LINES = 1_000;
    /** A line of twarc has up to 500 tweets with their authors and references, which are a few megabytes. */
    private static final int LONGEST_BEGINNING = 16 << 20;

    private TweetFile() {}

    /**
     * Reads a file of this machine.
     *
     * @param file a CSV, TSV, JSON or JSON Lines file, gzipped or not
     * @param columns what its columns mean, and how to read it
     * @param notes receives sentences that the user should know, such as the encoding that was guessed
     * @return the tweets of all authors in the file
     * @throws TweetSourceException if there is no such file, if its columns are not recognized, or if a line is broken
     */
    public static TweetTable read(Path file, FileColumns columns, Consumer<String> notes) {
        StoredFile given = StoredFile.at(file.toAbsolutePath());
        FileTable table = new FileTable(given, columns.author());
        TweetCollector collector = new TweetCollector(given, columns, columns.skipReport().isPresent(), table);
        Optional<Charset> guessed;
        try (FileContent content = FileContent.open(given, columns.charset())) {
            guessed = read(given, content, columns, collector);
        } catch (IOException e) {
            throw FileContent.unreadable(given, e);
        }
        collector.end(notes);
        TweetTable tweets = table.tweets();
        guessed.ifPresent(charset -> notes.accept(("%s is not UTF-8 and does not say in which encoding it is; its letters look"
                + " like %s. If words are wrong, name the encoding, as in FileColumns.recognized().encoding(\"%s\").")
                .formatted(given, charset.name(), charset.name().equals("windows-1252") ? "windows-1250" : "windows-1252")));
        return tweets;
    }

    /**
     * Reads a file from its beginning to its end, and keeps nothing of it. Broken lines are skipped. So is a tweet whose date or
     * numbers can be read in two ways until the end of the file.
     *
     * @param file the file
     * @param columns what its columns mean, and how to read it
     * @param receiver receives the tweets in the order of the file, and the broken lines
     * @throws TweetSourceException if its columns are not recognized, or if it is damaged, as a gzip may be; the receiver has what
     *         was read before
     */
    public static void read(StoredFile file, FileColumns columns, TweetReceiver receiver) {
        TweetCollector collector = new TweetCollector(file, columns, true, receiver);
        try (FileContent content = FileContent.open(file, columns.charset())) {
            read(file, content, columns, collector);
        } catch (IOException e) {
            collector.endSettingAside();
            throw FileContent.unreadable(file, e);
        }
        collector.endSettingAside();
    }

    /**
     * Looks at the beginning of a file.
     *
     * @param file the file
     * @param columns what the user says about its columns
     * @return what it shows
     * @throws TweetSourceException if it is not a file of tweets: in another format, or with columns that are not recognized
     */
    public static FileLook look(StoredFile file, FileColumns columns) {
        StoredFile beginning = new StoredFile(file.place(), file.name(), file.size(), () -> beginningOf(file.opener().open()));
        Seen seen = new Seen();
        TweetCollector collector = new TweetCollector(file, columns, true, seen);
        boolean inLines = false;
        JsonFile json = null;
        try (FileContent content = FileContent.open(beginning, columns.charset())) {
            inLines = !content.isPacked() && !content.isMarked() && content.charsetOfJson().equals(StandardCharsets.UTF_8);
            json = jsonFile(beginning, content, columns, collector);
            read(json, beginning, content, columns, collector);
        } catch (EnoughSeen | EOFException e) {
            // more is not needed, or the beginning of a gzip ends here
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
        boolean isLines = inLines && json != null && json.isLines() && !collector.isOpen();
        collector.endSettingAside();
        return new FileLook(isLines, seen.tweets > 0, seen.namesAuthors || columns.author().isPresent(), collector.withForms());
    }

    /** {@return the encoding of columns, if it was guessed} */
    private static Optional<Charset> read(StoredFile file, FileContent content, FileColumns columns, TweetCollector collector)
            throws IOException {
        return read(jsonFile(file, content, columns, collector), file, content, columns, collector);
    }

    private static Optional<Charset> read(JsonFile json, StoredFile file, FileContent content, FileColumns columns,
            TweetCollector collector) throws IOException {
        if (json != null) {
            json.read(content.utf8(), content.firstCharacter());
            return Optional.empty();
        }
        DecodedText text = content.text();
        new CsvFile(file, new ColumnNames(columns.named()), columns, collector).read(text);
        return text.isGuess() ? Optional.of(text.charset()) : Optional.empty();
    }

    /** {@return a reader of the file, or null if it has columns} */
    private static JsonFile jsonFile(StoredFile file, FileContent content, FileColumns columns, TweetCollector collector)
            throws IOException {
        char first = content.firstCharacter();
        return first == '{' || first == '[' || JsonOrColumns.isJson(file, content.start())
                ? new JsonFile(file, new ColumnNames(columns.named()), collector, content.charsetOfJson())
                : null;
    }

    private static InputStream beginningOf(InputStream file) {
        return new FilterInputStream(file) {

            private int left = LONGEST_BEGINNING;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = left == 0 ? -1 : super.read(buffer, offset, Math.min(left, length));
                left -= Math.max(0, read);
                return read;
            }
        };
    }

    /** What was seen of the beginning of a file. */
    private static final class Seen implements TweetReceiver {

        private int lines;
        private int tweets;
        private boolean namesAuthors;

        @Override
        public void add(Tweet tweet, Signature signature) {
            tweets++;
            namesAuthors |= !signature.handle().isEmpty();
            count();
        }

        @Override
        public void broken(long line, String damage) {
            count();
        }

        private void count() {
            if (++lines == ENOUGH_LINES) {
                throw new EnoughSeen();
            }
        }
    }

    /** Ends the reading of a file early. */
    private static final class EnoughSeen extends RuntimeException {

        EnoughSeen() {
            super("enough was seen", null, false, false);
        }
    }
}
