package io.github.huggingtweets.spark;

import io.github.huggingtweets.sources.TweetSourceException;
import io.github.huggingtweets.sources.file.FileColumns;
import io.github.huggingtweets.sources.file.FileLook;
import io.github.huggingtweets.sources.file.StoredFile;
import io.github.huggingtweets.sources.file.TweetFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file of a lake, in any file system that Hadoop knows.
 *
 * @param path its address, as {@link Path} writes it
 * @param size its size in bytes
 */
record LakeFile(String path, long size) implements Serializable {

    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** How a file is read. */
    enum Kind {
        /** It has no tweets. */
        EMPTY,
        /** JSON Lines in UTF-8, not packed: from any line on. */
        LINES,
        /** Any other text: from its beginning to its end. */
        TEXT,
        PARQUET
    }

    /**
     * What the beginning of a file shows.
     *
     * @param file the file
     * @param kind how it is read
     * @param namesAuthors whether its tweets name their authors
     * @param forms the columns with the forms of dates and numbers; null if the beginning shows none
     * @param refusal why it is no file of tweets; null if it is one
     */
    record Look(LakeFile file, Kind kind, boolean namesAuthors, FileColumns forms, String refusal) implements Serializable {}

    /**
     * {@return the file for the toolkit's readers}
     *
     * @param failures receives what the file system throws
     */
    StoredFile stored(Configuration configuration, Consumer<IOException> failures) {
        Path address = new Path(path);
        return new StoredFile(path, address.getName(), size,
                () -> StoreStream.open(address, size, configuration, failures));
    }

    /** Looks at its beginning. What is wrong with it is an answer, since no task fails because of a file. */
    Look look(Configuration configuration, FileColumns columns) {
        StoredFile stored = stored(configuration, failure -> {});
        try {
            if (size == 0) {
                return new Look(this, Kind.EMPTY, false, null, null);
            }
            if (isParquet(stored)) {
                return new Look(this, Kind.PARQUET, false, null, null);
            }
            FileLook look = TweetFile.look(stored, columns);
            return new Look(this, !look.hasTweets() ? Kind.EMPTY : look.isLines() ? Kind.LINES : Kind.TEXT, look.namesAuthors(),
                    look.columns() == columns ? null : look.columns(), null);
        } catch (TweetSourceException e) {
            return new Look(this, Kind.EMPTY, false, null, e.getMessage());
        } catch (IOException e) {
            return new Look(this, Kind.EMPTY, false, null,
                    "%s can't be read (%s); make it readable to the workers.".formatted(stored, LakeFiles.firstLine(e)));
        }
    }

    private static boolean isParquet(StoredFile file) throws IOException {
        try (InputStream bytes = file.opener().open()) {
            return Arrays.equals(bytes.readNBytes(PARQUET.length), PARQUET);
        }
    }
}
