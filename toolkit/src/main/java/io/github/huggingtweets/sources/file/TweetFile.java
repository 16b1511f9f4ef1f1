package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of tweets: CSV, TSV, JSON or JSON Lines. */
public final class TweetFile {

    private TweetFile() {}

    /**
     * Reads a file.
     *
     * @param file a CSV, TSV, JSON or JSON Lines file, gzipped or not
     * @param columns what its columns mean, and how to read it
     * @param notes receives sentences that the user should know, such as the encoding that was guessed
     * @return the tweets of all authors in the file
     * @throws TweetSourceException if there is no such file, if its columns are not recognized, or if a line is broken
     */
    public static TweetTable read(Path file, FileColumns columns, Consumer<String> notes) {
        Path given = file.toAbsolutePath();
        TweetCollector collector = new TweetCollector(given, columns, notes);
        Optional<Charset> guessed = Optional.empty();
        ColumnNames names = new ColumnNames(columns.named());
        try (FileContent content = FileContent.open(given, columns.charset())) {
            char first = content.firstCharacter();
            if (first == '{' || first == '[' || JsonOrColumns.isJson(given, content.start())) {
                new JsonFile(given, names, collector, content.charsetOfJson()).read(content.utf8(), first);
            } else {
                DecodedText text = content.text();
                new CsvFile(given, names, columns, collector).read(text);
                guessed = text.isGuess() ? Optional.of(text.charset()) : guessed;
            }
        } catch (IOException e) {
            throw FileContent.unreadable(given, e);
        }
        TweetTable tweets = collector.tweets();
        guessed.ifPresent(charset -> notes.accept(("%s is not UTF-8 and does not say in which encoding it is; its letters look"
                + " like %s. If words are wrong, name the encoding, as in FileColumns.recognized().encoding(\"%s\").")
                .formatted(given, charset.name(), charset.name().equals("windows-1252") ? "windows-1250" : "windows-1252")));
        return tweets;
    }
}
