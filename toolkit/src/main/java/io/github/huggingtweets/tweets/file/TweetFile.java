package io.github.huggingtweets.tweets.file;

import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.tweets.TweetSourceException;
import io.github.huggingtweets.tweets.file.content.FileContent;
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
     * @return the timeline of all who wrote the tweets in it
     * @throws TweetSourceException if there is no such file, if its columns are not recognized, or if it is broken
     */
    public static Timeline read(Path file, FileColumns columns) {
        Path given = file.toAbsolutePath();
        Gathering gathering = new Gathering(given, columns);
        FieldNames names = new FieldNames(columns.named());
        try (FileContent content = FileContent.open(given, columns.charset())) {
            char first = content.firstCharacter();
            if (first == '{' || first == '[') {
                new JsonFile(given, names, gathering).read(content.utf8(), first == '[');
            } else {
                new CsvFile(given, names, columns, gathering).read(content.text());
            }
        } catch (IOException e) {
            throw FileContent.unreadable(given, e);
        }
        return gathering.timeline();
    }
}
