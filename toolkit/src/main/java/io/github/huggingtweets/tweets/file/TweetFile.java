package io.github.huggingtweets.tweets.file;

import io.github.huggingtweets.tweets.Timeline;
import io.github.huggingtweets.tweets.TweetSourceException;
import io.github.huggingtweets.tweets.file.content.FileContent;
import io.github.huggingtweets.tweets.file.csv.CsvFile;
import io.github.huggingtweets.tweets.file.fields.FieldNames;
import io.github.huggingtweets.tweets.file.fields.FileOptions;
import io.github.huggingtweets.tweets.file.fields.Gathering;
import io.github.huggingtweets.tweets.file.json.JsonFile;
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
        FileOptions options = columns.options();
        Gathering gathering = new Gathering(given, options);
        FieldNames names = new FieldNames(options.named());
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
        return gathering.timeline();
    }
}
