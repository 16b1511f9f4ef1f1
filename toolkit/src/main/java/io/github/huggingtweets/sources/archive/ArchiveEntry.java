package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One file of an archive.
 *
 * @param path its path within the archive
 * @param archive the ZIP or folder that it is in
 * @param size its size in bytes, unpacked
 * @param content opens its bytes
 */
record ArchiveEntry(String path, Path archive, long size, Content content) {

    /** Opens the bytes of a file. */
    @FunctionalInterface
    interface Content {

        /**
         * Opens the bytes.
         *
         * @return the bytes, unpacked; the caller closes them
         * @throws IOException if the file can't be read
         * @throws TweetSourceException if the file is refused, because reading it could do harm
         */
        InputStream open() throws IOException;
    }

    /** {@return its name without its folders} */
    String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** {@return its name in lower case, by which files are found} */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return its path and its archive, for messages} */
    String place() {
        return path + " of " + archive;
    }

    /**
     * Opens the bytes.
     *
     * @return the bytes, unpacked; reading them throws a {@link java.util.zip.ZipException} if the ZIP is damaged
     * @throws IOException if the file can't be read
     * @throws TweetSourceException if the file is refused, because reading it could do harm
     */
    InputStream open() throws IOException {
        return content.open();
    }
}
