package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.TweetTable;
import java.io.IOException;
import java.nio.file.Path;

/** A file of tweets, in any of the forms that this package knows. */
public final class TweetFile {

    private TweetFile() {}

    /**
     * Reads a file.
     *
     * @param file a CSV, TSV, JSON or JSON Lines file, gzipped or not
     * @param columns what its columns mean, and how to read it
     * @return the tweets of all who wrote in it
     * @throws TweetSourceException if there is no such file, if its columns are not recognized, or if it is broken
     */
    public static TweetTable read(Path file, FileColumns columns) {
        Path given = file.toAbsolutePath();
        FileOptions options = columns.options();
        TweetCollector gathering = new TweetCollector(given, options);
        ColumnNames names = new ColumnNames(options.named());
        try (FileContent content = FileContent.open(given, options.charset())) {
            char first = content.firstCharacter();
            if (first == '{' || first == '[') {
                new JsonFile(given, names, gathering).read(content.utf8(), first == '[');
            } else {
                new CsvFile(given, names, options, gathering).read(content.text());
            }
        } catch (IOException e) {
            throw FileContent.unreadable(given, e);
        }
        return gathering.tweets();
    }
}
