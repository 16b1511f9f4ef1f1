package io.github.huggingtweets.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of a folder that is uploaded. It is read once for its checksum, and must not change from then on.
 *
 * @param name its path in the repository, with slashes
 * @param path where it is
 * @param size its size in bytes
 * @param changed when it was last changed
 * @param sha256 its SHA-256
 */
record LocalFile(String name, Path path, long size, FileTime changed, Etag sha256) {

    /** How much of a file the Hub sees to decide how to store it. */
    private static final int SAMPLE = 512;

    /**
     * Lists the files of a folder and of the folders in it. Files and folders whose names begin with a dot are left out: they are
     * somebody's settings, or unfinished.
     *
     * @throws IOException if the folder or a file cannot be read
     */
    static List<LocalFile> in(Path folder) throws IOException {
        List<LocalFile> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return inner.equals(folder) || !isHidden(inner) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(file) && Files.isRegularFile(file)) { // also a link to one, as in the cache
                    String name = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                    files.add(new LocalFile(name, file, Files.size(file), Files.getLastModifiedTime(file), Etag.sha256(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(LocalFile::name));
        return files;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** {@return the first bytes} */
    byte[] sample() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(SAMPLE);
        }
    }

    /** {@return whether the file is no longer what the checksum was computed of} */
    boolean hasChanged() throws IOException {
        return !Files.isRegularFile(path) || Files.size(path) != size || !Files.getLastModifiedTime(path).equals(changed);
    }

    /** {@return whether a file in the repository has the same content} */
    boolean equalsContent(RemoteFile remote) throws IOException {
        return remote.isLarge() ? remote.etag().equals(sha256) : remote.size() == size && remote.etag().fits(path);
    }
}
