package io.github.huggingtweets.hub;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The files of a repository at one commit. Files in the cache are never downloaded again. */
public final class Snapshot {

    private final RepositoryId repository;
    private final String commit;
    private final RepositoryCache cache;
    private final SnapshotDownload download;
    private final boolean isOffline;
    private final HubException unreachable;

    /** @param unreachable why no request to the Hub was possible, or null if one was */
    Snapshot(RepositoryId repository, String commit, RepositoryCache cache, SnapshotDownload download, boolean isOffline,
            HubException unreachable) {
        this.repository = repository;
        this.commit = commit;
        this.cache = cache;
        this.download = download;
        this.isOffline = isOffline;
        this.unreachable = unreachable;
    }

    /** {@return the commit's hash} */
    public String commit() {
        return commit;
    }

    /** {@return the folder with the files that have been fetched so far} */
    public Path folder() {
        return cache.snapshot(commit);
    }

    /**
     * Picks the best of several files that are alternatives to each other.
     *
     * @param files paths in the repository, the best first
     * @return the first file that is in the cache, or else the first one in the repository; empty if there is none, or if the
     *         cache has none and the Hub cannot be reached
     * @throws HubException if the Hub fails to answer
     * @throws CancellationException if the thread is interrupted
     */
    public Optional<String> firstOf(List<String> files) {
        return files.stream().filter(file -> cache.has(commit, file)).findFirst()
                .or(() -> unreachable != null ? Optional.empty() : files.stream().filter(this::isOnHub).findFirst());
    }

    private boolean isOnHub(String file) {
        return !cache.lacks(commit, file) && download.isOnHub(file);
    }

    /**
     * Downloads files.
     *
     * @param files paths in the repository, all of which it must have
     * @return the folder with the files
     * @throws HubException if a file cannot be downloaded, has a wrong checksum, or cannot be written; the part that was
     *         downloaded is kept for the next call
     * @throws CancellationException if the thread is interrupted; the part that was downloaded is kept, too
     */
    public Path fetch(Collection<String> files) {
        List<String> missing = files.stream().filter(file -> !cache.has(commit, file)).distinct().toList();
        if (!missing.isEmpty() && isOffline) {
            throw lacking(missing);
        }
        if (!missing.isEmpty()) {
            download.run(missing);
        }
        return folder();
    }

    /**
     * Tells whether files can be fetched without a connection.
     *
     * @param files paths in the repository
     * @return whether the cache has all of them
     */
    public boolean has(Collection<String> files) {
        return files.stream().allMatch(file -> cache.has(commit, file));
    }

    /**
     * Explains that a needed file is missing.
     *
     * @param files paths in the repository; any one of them would do
     * @return the exception to throw
     */
    public HubException lacking(Collection<String> files) {
        String names = String.join(", ", files);
        return unreachable == null
                ? new HubException("%s has none of these files: %s; take a model that has one".formatted(repository, names))
                : new HubException(("%s, and the cache in %s does not have %s of %s; download it once with a connection")
                        .formatted(capitalized(unreachable.getMessage()), cache.cache(), names, repository), unreachable);
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    @Override
    public String toString() {
        return repository + " at commit " + commit;
    }
}
