package io.github.huggingtweets.bot;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An update of a folder with new files: either all of them get into it, or none. They are written elsewhere and moved when all
 * are complete; if one cannot be moved, the old files are moved back.
 */
final class FolderUpdate implements AutoCloseable {

    private final Path folder;
    private final List<Path> made;
    private final Path workplace;
    private final Path newFiles;
    private final Path oldFiles;
    private final Set<String> changed = new TreeSet<>();
    private boolean complete;

    /**
     * Begins an update.
     *
     * @param folder the folder; if there is none, it is made, and removed again if the update fails
     * @throws IOException if nothing can be written there
     */
    FolderUpdate(Path folder) throws IOException {
        this.folder = folder;
        made = Stream.iterate(folder, path -> path != null && Files.notExists(path), Path::getParent).toList();
        try {
            if (!Files.isDirectory(folder)) { // also a link to a folder
                Files.createDirectories(folder);
            }
            workplace = Files.createTempDirectory(folder, ".saving-"); // on the same disk, so that moving is renaming
        } catch (IOException e) {
            deleteMadeFolders();
            throw e;
        }
        newFiles = workplace.resolve("new");
        oldFiles = workplace.resolve("old");
        Files.createDirectory(newFiles);
        Files.createDirectory(oldFiles);
    }

    /** {@return an empty folder for the new files} */
    Path newFiles() {
        return newFiles;
    }

    /** Removes an old file that no new one replaces. */
    void remove(String name) {
        changed.add(name);
    }

    /**
     * Replaces the old files by the new ones.
     *
     * @throws IOException if that fails; the folder is then as it was before
     */
    void complete() throws IOException {
        try (Stream<Path> files = Files.list(newFiles)) {
            files.forEach(file -> changed.add(file.getFileName().toString()));
        }
        Deque<Path[]> moves = new ArrayDeque<>();
        try {
            for (String name : changed) {
                replace(name, moves);
            }
            complete = true;
        } catch (IOException e) {
            for (Path[] move : moves) { // the latest first
                Files.move(move[1], move[0]);
            }
            throw e;
        }
    }

    private void replace(String name, Deque<Path[]> moves) throws IOException {
        Path place = folder.resolve(name);
        if (Files.isDirectory(place)) {
            throw new FileSystemException(place.toString(), null, "is a folder in the place of a file");
        }
        if (Files.exists(place)) {
            move(place, oldFiles.resolve(name), moves);
        }
        if (Files.exists(newFiles.resolve(name))) {
            move(newFiles.resolve(name), place, moves);
        }
    }

    private static void move(Path from, Path to, Deque<Path[]> moves) throws IOException {
        Files.move(from, to);
        moves.push(new Path[] {from, to});
    }

    /** Removes the temporary files. Old files that could not be moved back stay in the temporary folder. */
    @Override
    public void close() throws IOException {
        deleteAll(newFiles);
        if (complete || isEmpty(oldFiles)) {
            deleteAll(workplace);
        }
        if (!complete) {
            deleteMadeFolders();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void deleteMadeFolders() throws IOException {
        for (Path path : made) { // the innermost first
            Files.deleteIfExists(path);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
