package io.github.huggingtweets.gpt2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An update of a model's folder with new files: either all of them get into it, or none, even if the program is killed.
 *
 * <p>The new files are written into a folder of their own inside the model's, {@code .saving-*}. When all are complete, a list of
 * the changes is written beside them, and then the files are moved. If a program is killed before it has written the list, the
 * model is as it was before. If it is killed later, the next {@link #finish} moves the rest of the files. A lock tells whether
 * the program that makes an update is still running.
 */
public final class FolderUpdate implements AutoCloseable {

    private static final String BEGUN = ".begun-";
    private static final String WORKPLACE = ".saving-";
    private static final String LIST = "changes";
    private static final String LOCK = "lock";
    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Path folder;
    private final List<Path> made;
    private final Path workplace;
    private final FileChannel lock;
    private final Set<String> changed = new TreeSet<>();
    private boolean complete;

    /**
     * Begins an update, and removes what an update that was killed before its end has left behind.
     *
     * @param folder the folder; if there is none, it is made, and removed again if the update fails
     * @throws IOException if nothing can be written there
     */
    public FolderUpdate(Path folder) throws IOException {
        this.folder = folder;
        made = Stream.iterate(folder, path -> path != null && Files.notExists(path), Path::getParent).toList();
        Path begun = null;
        try {
            if (!Files.isDirectory(folder)) { // also a link to a folder
                Files.createDirectories(folder);
            }
            finish(folder);
            removeRemains(folder);
            // on the same disk, so that moving is renaming; until it has a lock, the number of the process says who began it
            begun = Files.createTempDirectory(folder, BEGUN + ProcessHandle.current().pid() + "-");
            workplace = folder.resolve(begun.getFileName().toString().replace(BEGUN, WORKPLACE));
            Files.createDirectory(begun.resolve(NEW));
            Files.createDirectory(begun.resolve(OLD));
            lock = FileChannel.open(begun.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lockIfPossible(lock);
            Files.move(begun, workplace); // with its lock, so that nobody takes it for what a killed program has left
        } catch (IOException | RuntimeException e) {
            if (begun != null) {
                deleteAll(begun); // else the folders that were made are not empty
            }
            deleteMadeFolders();
            throw e;
        }
    }

    /** Some network drives have no locks. There, two programs must not save into one folder at the same time. */
    private static void lockIfPossible(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            // saving works without
        }
    }

    /** {@return an empty folder for the new files} */
    public Path newFiles() {
        return workplace.resolve(NEW);
    }

    /**
     * Removes an old file that no new one replaces.
     *
     * @param name the name of the file
     */
    public void remove(String name) {
        changed.add(name);
    }

    /**
     * Replaces the old files by the new ones.
     *
     * @throws IOException if that fails; the folder is then as it was before
     */
    public void complete() throws IOException {
        List<Change> changes = decide();
        Deque<Path[]> moves = new ArrayDeque<>();
        try {
            for (Change change : changes) {
                replace(change, moves);
            }
            complete = true;
        } catch (IOException e) {
            for (Path[] move : moves) { // the latest first
                Files.move(move[1], move[0]);
            }
            Files.delete(workplace.resolve(LIST));
            throw e;
        }
    }

    /**
     * A file that changes.
     *
     * @param name its name
     * @param isNew whether it is written; otherwise it is removed
     */
    record Change(String name, boolean isNew) {

        @Override
        public String toString() {
            return (isNew ? "+" : "-") + name;
        }
    }

    /** Writes the list of the changes, after which they are made even if this program is killed. */
    List<Change> decide() throws IOException {
        try (Stream<Path> files = Files.list(newFiles())) {
            for (Path file : files.toList()) {
                force(file);
                changed.add(file.getFileName().toString());
            }
        }
        List<Change> changes = new ArrayList<>();
        for (String name : changed) {
            if (Files.isDirectory(folder.resolve(name))) {
                throw new FileSystemException(folder.resolve(name).toString(), null, "is a folder in the place of a file");
            }
            changes.add(new Change(name, Files.exists(newFiles().resolve(name))));
        }
        Path part = Files.write(workplace.resolve(LIST + ".part"), changes.stream().map(Change::toString).toList());
        force(part);
        Files.move(part, workplace.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
        return changes;
    }

    /** Writes a file through to the disk, so that a power failure does not leave half of it. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    void replace(Change change, Deque<Path[]> moves) throws IOException {
        Path place = folder.resolve(change.name());
        if (Files.exists(place)) {
            move(place, workplace.resolve(OLD).resolve(change.name()), moves);
        }
        if (change.isNew()) {
            move(newFiles().resolve(change.name()), place, moves);
        }
    }

    private static void move(Path from, Path to, Deque<Path[]> moves) throws IOException {
        Files.move(from, to);
        moves.push(new Path[] {from, to});
    }

    /** Removes the temporary files. Old files that could not be moved back stay in the temporary folder. */
    @Override
    public void close() throws IOException {
        deleteAll(newFiles());
        if (complete) {
            deleteWorkplace(workplace);
        } else if (isEmpty(workplace.resolve(OLD))) {
            deleteAll(workplace);
        }
        lock.close();
        if (!complete) {
            deleteMadeFolders();
        }
    }

    // ------------------------------------------------------------------------------------------ after a program was killed

    /**
     * Finishes the update of a program that was killed while it moved the files. If a running program is moving them, this waits
     * for it. Other folders stay as they are.
     *
     * @param folder the folder of a model; it need not exist
     * @throws ModelException if there is an update to finish and the folder cannot be written
     */
    public static void finish(Path folder) {
        try {
            for (Path workplace : foldersWith(WORKPLACE, folder)) {
                if (Files.exists(workplace.resolve(LIST))) {
                    finish(folder, workplace);
                }
            }
        } catch (IOException e) {
            throw new ModelException(("%s was being saved when the program ended, and the rest of its files cannot be put into"
                    + " place (%s); make the folder writable, or save the bot again").formatted(folder, e), e);
        }
    }

    private static void finish(Path folder, Path workplace) throws IOException {
        try (FileChannel channel = FileChannel.open(workplace.resolve(LOCK), StandardOpenOption.WRITE)) {
            lockIfPossible(channel); // waits for a program that is still running
            for (String line : Files.readAllLines(workplace.resolve(LIST))) {
                Path place = folder.resolve(Path.of(line.substring(1)).getFileName());
                if (line.startsWith("-")) {
                    Files.deleteIfExists(place);
                } else if (Files.exists(workplace.resolve(NEW).resolve(place.getFileName()))) {
                    Files.move(workplace.resolve(NEW).resolve(place.getFileName()), place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            deleteWorkplace(workplace);
        } catch (NoSuchFileException e) {
            if (Files.exists(workplace.resolve(LIST))) {
                throw e;
            } // else another program has finished it in the meantime
        } catch (OverlappingFileLockException e) {
            // another thread of this program is at it
        }
    }

    /** Removes the unfinished files of programs that were killed before they had written all. */
    private static void removeRemains(Path folder) throws IOException {
        for (Path begun : foldersWith(BEGUN, folder)) {
            if (!isAlive(begun.getFileName().toString().substring(BEGUN.length()).replaceFirst("-.*", ""))) {
                deleteAll(begun);
            }
        }
        for (Path workplace : foldersWith(WORKPLACE, folder)) {
            try (FileChannel channel = FileChannel.open(
                    workplace.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null && isEmpty(workplace.resolve(OLD))) {
                    deleteAll(workplace);
                }
            } catch (OverlappingFileLockException e) {
                // another thread of this program is saving
            } catch (IOException e) {
                // without locks nobody knows whether a program is still saving
            }
        }
    }

    /** Removes the temporary files of an update that is complete. While there is a list, old files are of no use to anybody. */
    private static void deleteWorkplace(Path workplace) throws IOException {
        deleteAll(workplace.resolve(OLD));
        Files.delete(workplace.resolve(LIST));
        deleteAll(workplace);
    }

    private static boolean isAlive(String process) {
        try {
            return ProcessHandle.of(Long.parseLong(process)).map(ProcessHandle::isAlive).orElse(false);
        } catch (NumberFormatException e) {
            return true; // it is none of ours
        }
    }

    /** {@return what lies in a folder and has a name that begins so} */
    private static List<Path> foldersWith(String beginning, Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, beginning + "*")) {
                found.forEach(folders::add);
            }
        }
        return folders;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return true;
        }
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
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
