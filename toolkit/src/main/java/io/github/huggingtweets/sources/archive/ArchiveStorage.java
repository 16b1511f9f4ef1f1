package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The folders and files of an archive. Paths are in lower case, since packing an archive again may change the case, and have
 * {@code /} between folders. The path of the outermost folder is empty.
 */
interface ArchiveStorage extends Closeable {

    /** The folder that macOS adds to a ZIP beside the files packed. */
    String MAC_FOLDER = "__macosx";

    /**
     * Opens an archive.
     *
     * @param given a ZIP or a folder
     * @return the storage
     * @throws TweetSourceException if it is neither, or if it is a ZIP that can't be read
     */
    static ArchiveStorage open(Path given) {
        try {
            if (Files.isDirectory(given)) {
                return new FolderStorage(given);
            }
            if (!isZip(given)) {
                boolean empty = Files.isRegularFile(given) && Files.size(given) == 0;
                throw new TweetSourceException(empty ? given + " is empty; download it again."
                        : given + " is neither a ZIP nor a folder; give the ZIP that X sent you, or the folder unpacked from it,"
                                + " or a file of tweets, such as a tweets.csv, to Timeline.file(path).");
            }
        } catch (IOException e) {
            throw new TweetSourceException(given + " can't be read (" + e + "); make it readable to you.", e);
        }
        return ZipStorage.open(given);
    }

    private static boolean isZip(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(2), new byte[] {'P', 'K'});
        }
    }

    /**
     * Lists the folders in a folder.
     *
     * @param folder the path of the folder in lower case
     * @return their paths in lower case, sorted
     * @throws IOException if they can't be listed
     */
    List<String> folders(String folder) throws IOException;

    /** {@return the path of a file or folder within a folder} */
    static String path(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * Lists the files of a folder.
     *
     * @param folder the path of the folder in lower case
     * @return the files by their names in lower case, sorted; none if there is no such folder
     * @throws IOException if they can't be listed
     */
    Map<String, ArchiveEntry> files(String folder) throws IOException;

    /** Adds a file to those of a folder. If two have the same name, neither can be opened, since either may be the wrong one. */
    static void add(Map<String, ArchiveEntry> files, ArchiveEntry file) {
        files.merge(file.key(), file,
                (first, second) -> new ArchiveEntry(first.path(), first.archive(), first.size(), () -> {
                    throw new TweetSourceException(first.place()
                            + " is there twice, under the same name; remove the wrong one, or download the archive again.");
                }));
    }
}
