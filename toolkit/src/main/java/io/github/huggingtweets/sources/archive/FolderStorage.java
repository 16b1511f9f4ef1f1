package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An archive unpacked into a folder. */
final class FolderStorage implements ArchiveStorage {

    private final Path root;

    FolderStorage(Path root) {
        this.root = root;
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        Set<String> paths = new TreeSet<>();
        for (Path parent : foldersCalled(folder)) {
            for (Path child : children(parent)) {
                // folders that may not be read are skipped, since the archive may lie beside folders of other users
                if (Files.isDirectory(child) && Files.isReadable(child) && !lowerCased(child).equals(MAC_FOLDER)) {
                    paths.add(ArchiveStorage.path(folder, lowerCased(child)));
                }
            }
        }
        return List.copyOf(paths);
    }

    @Override
    public Map<String, ArchiveEntry> files(String folder) throws IOException {
        Map<String, ArchiveEntry> files = new TreeMap<>();
        for (Path parent : foldersCalled(folder)) {
            for (Path child : children(parent)) {
                if (Files.isRegularFile(child)) {
                    ArchiveStorage.add(files, new ArchiveEntry(
                            root.relativize(child).toString(), root, Files.size(child), () -> openWithin(child)));
                }
            }
        }
        return files;
    }

    /** {@return the folders of this path: several if their names differ only in case} */
    private List<Path> foldersCalled(String folder) throws IOException {
        List<Path> found = List.of(root);
        for (String name : folder.isEmpty() ? new String[0] : folder.split("/")) {
            List<Path> deeper = new ArrayList<>();
            for (Path parent : found) {
                for (Path child : children(parent)) {
                    if (lowerCased(child).equals(name) && Files.isDirectory(child)) {
                        deeper.add(child);
                    }
                }
            }
            found = deeper;
        }
        return found;
    }

    /** Refuses links that lead out of the archive, since a folder from somebody else could make private files be read. */
    private InputStream openWithin(Path file) throws IOException {
        if (!file.toRealPath().startsWith(root.toRealPath())) {
            throw new TweetSourceException(file + " is a link that leads out of the archive, to " + file.toRealPath()
                    + "; put the file itself in its place.");
        }
        return Files.newInputStream(file);
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        return children;
    }

    private static String lowerCased(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
