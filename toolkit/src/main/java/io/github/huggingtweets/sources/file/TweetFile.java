package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.nio.file.Path;
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
        ColumnNames names = new ColumnNames(columns.named());
        try (FileContent content = FileContent.open(given, columns.charset())) {
            char first = content.firstCharacter();
            if (first == '{' || first == '[' || JsonOrColumns.isJson(given, content.start())) {
                new JsonFile(given, names, collector).read(content.utf8(), first);
            } else {
                new CsvFile(given, names, columns, collector).read(content.text());
            }
        } catch (IOException e) {
            throw FileContent.unreadable(given, e);
        }
        return collector.tweets();
    }
}
