package io.github.huggingtweets.sources.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * One file of an archive.
 *
 * @param path where it is within the archive
 * @param archive the ZIP or folder that it is in
 * @param size how many bytes it holds, unpacked
 * @param content opens its bytes
 */
public record ArchiveEntry(String path, Path archive, long size, Content content) {

    /** Opens the bytes of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens the bytes.
         *
         * @return the bytes, unpacked; whoever opens them closes them
         * @throws IOException if the file can't be read
         * @throws io.github.huggingtweets.sources.TweetSourceException if the file is not to be read, being a trick
         */
        InputStream open() throws IOException;
    }

    /** {@return its name, without those of the folders around it} */
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** {@return what messages call it: its path, and the archive} */
    public String place() {
        return path + " of " + archive;
    }

    /**
     * Opens the bytes.
     *
     * @return the bytes, unpacked; reading them throws a {@link java.util.zip.ZipException} where the ZIP is damaged
     * @throws IOException if the file can't be read
     * @throws io.github.huggingtweets.sources.TweetSourceException if the file is not to be read, being a trick
     */
    public InputStream open() throws IOException {
        return content.open();
    }
}
