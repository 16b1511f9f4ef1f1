package io.github.huggingtweets.hub;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** The files of one repository in the cache. Each change is one move, so that no other program sees an incomplete file. */
final class RepositoryCache {

    /** Makes programs for backups skip the folder (Cache Directory Tagging Specification). */
    private static final String TAG = "Signature: 8a477f597d28d172789f06886806bc55\n"
            + "# This file marks a folder with downloads from the Hugging Face Hub, which can be fetched again.\n";

    private final Path cache;
    private final Path folder;
    private final boolean mayLink;

    /**
     * @param settings where the cache is
     * @param repository the repository, at any revision
     */
    RepositoryCache(HubSettings settings, RepositoryId repository) {
        cache = settings.cache();
        folder = cache.resolve("models--" + repository.name().replace("/", "--"));
        mayLink = settings.mayLink();
    }

    /** {@return the folder of all repositories} */
    Path cache() {
        return cache;
    }

    /** {@return the commit to which a branch or tag pointed at the last request to the Hub; empty if there was none} */
    Optional<String> commit(String revision) {
        try {
            return Optional.of(Files.readString(folder.resolve("refs").resolve(revision)).strip())
                    .filter(commit -> commit.matches("[0-9a-f]{7,64}"));
        } catch (IOException e) {
            return Optional.empty(); // usually there was no request yet
        }
    }

    /**
     * Writes down the commit to which a branch or tag points.
     *
     * @param revision a branch or a tag; for a commit nothing is written
     * @param commit its hash
     * @throws IOException if the cache cannot be written
     */
    void keepCommit(String revision, String commit) throws IOException {
        if (revision.equals(commit) || commit(revision).filter(commit::equals).isPresent()) {
            return;
        }
        Path file = folder.resolve("refs").resolve(revision);
        Files.createDirectories(file.getParent());
        Path beside = temporary(file);
        try {
            Files.writeString(beside, commit);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** {@return a new name in the folder of a file, to write to before the move} */
    private static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    }

    /** {@return the folder with the files of a commit, which may not exist yet} */
    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    /** {@return whether the cache has the file of a commit} */
    boolean has(String commit, String file) {
        return Files.isRegularFile(inside(snapshot(commit), file));
    }

    /** {@return whether the commit is known not to have a file} */
    boolean lacks(String commit, String file) {
        return Files.isRegularFile(inside(folder.resolve(".no_exist").resolve(commit), file));
    }

    /** Writes down that a commit does not have a file. If that fails, the next call sends a request again. */
    void keepLack(String commit, String file) {
        Path mark = inside(folder.resolve(".no_exist").resolve(commit), file);
        try {
            Files.createDirectories(mark.getParent());
            Files.createFile(mark);
        } catch (IOException e) {
            // the mark exists already, or the cache cannot be written
        }
    }

    /** Checks the name of a file, which comes from the Hub or from one of its files: it must not lead out of the folder. */
    private static Path inside(Path parent, String file) {
        Path path = parent.resolve(file).normalize();
        if (!path.startsWith(parent) || path.equals(parent) || file.contains("\\") || file.contains(":")) {
            throw new HubException("\"%s\" leads out of the repository; do not use this model".formatted(file));
        }
        return path;
    }

    /** {@return the file with a content} */
    Path blob(Etag etag) {
        return folder.resolve("blobs").resolve(etag.value());
    }

    /** {@return the file with a content that is not complete yet; earlier versions of {@code huggingface_hub} use the same} */
    Path partOf(Etag etag) {
        return folder.resolve("blobs").resolve(etag.value() + ".incomplete");
    }

    /** {@return the file that is locked while a content is downloaded} */
    Path lock(Etag etag) {
        return cache.resolve(".locks").resolve(folder.getFileName()).resolve(etag.value() + ".lock");
    }

    /**
     * Makes the folders for a content.
     *
     * @param etag names the content
     * @throws IOException if the cache cannot be written
     */
    void makeFolders(Etag etag) throws IOException {
        Files.createDirectories(blob(etag).getParent());
        Files.createDirectories(lock(etag).getParent());
        Path tag = cache.resolve("CACHEDIR.TAG");
        if (!Files.exists(tag)) {
            Files.writeString(tag, TAG);
        }
    }

    /**
     * Puts a content in its place as a file of a commit: by a relative link or, if links are not allowed, as the file itself.
     *
     * @param etag names the content, which the cache has
     * @param isNew whether it was downloaded just now, so that no other commit uses it
     * @param commit the commit
     * @param file the file's path in the repository
     * @throws IOException if the cache cannot be written
     */
    void show(Etag etag, boolean isNew, String commit, String file) throws IOException {
        Path shown = inside(snapshot(commit), file);
        if (Files.exists(shown)) {
            return;
        }
        Files.createDirectories(shown.getParent());
        if (Files.exists(shown, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(shown); // a link to a content that was deleted
        }
        Path blob = blob(etag);
        if (mayLink) {
            try {
                Files.createSymbolicLink(shown, shown.getParent().relativize(blob));
                return;
            } catch (FileAlreadyExistsException e) {
                return; // a program that ignores the lock has made the link
            } catch (UnsupportedOperationException | FileSystemException e) {
                // links are not allowed here, as on most Windows machines
            }
        }
        if (isNew) {
            Files.move(blob, shown);
        } else {
            Path beside = temporary(shown);
            try {
                Files.copy(blob, beside);
                Files.move(beside, shown, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
    }
}
