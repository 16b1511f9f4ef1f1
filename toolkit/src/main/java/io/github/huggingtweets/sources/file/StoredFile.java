package io.github.huggingtweets.sources.file;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, wherever it is stored.
 *
 * @param place its path or address, for messages
 * @param name its name without the folder
 * @param size its size in bytes, packed as it is
 * @param opener reads it from its beginning
 */
public record StoredFile(String place, String name, long size, Opener opener) {

    /** Opens a file. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens the file at its beginning.
         *
         * @return its bytes; the caller closes the stream
         * @throws IOException if it cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * {@return a file of this machine}
     *
     * @throws TweetSourceException if there is no such file
     */
    static StoredFile at(Path file) {
        if (!Files.exists(file)) {
            throw new TweetSourceException("There is no file " + file + "; give a CSV, TSV, JSON or JSON Lines file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new TweetSourceException(
                    file + " is not a file; give one of its CSV, TSV, JSON or JSON Lines files, or Timeline.archive(path) for an"
                            + " archive of X.");
        }
        return new StoredFile(file.toString(), file.getFileName().toString(), file.toFile().length(),
                () -> Files.newInputStream(file));
    }

    /** {@return its place, as messages name it} */
    @Override
    public String toString() {
        return place;
    }
}
