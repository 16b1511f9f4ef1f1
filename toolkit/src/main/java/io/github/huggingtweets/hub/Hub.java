package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The Hugging Face Hub, behind the cache that Python's {@code huggingface_hub} uses.
 *
 * <pre>{@code Path folder = Hub.standard().snapshot(RepositoryId.of("gpt2"), "config.json").fetch(List.of("config.json"));}</pre>
 */
public final class Hub {

    /** The message for a person who has stopped a download. */
    static final String INTERRUPTED =
            "The download was interrupted. The part that was downloaded is kept, and the next call continues from there.";

    /** The Hub counts requests in windows of five minutes. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(6);

    private final HubSettings settings;
    private final HubConnection connection;
    private final ProgressListener listener;
    private final Retries retries;

    private Hub(HubSettings settings, ProgressListener listener, Retries retries) {
        this.settings = settings;
        this.connection = new HubConnection(settings);
        this.listener = listener;
        this.retries = retries;
    }

    /**
     * Makes a client with the settings of this program's environment, which shows its progress in a notebook or a terminal.
     *
     * @return the Hub
     * @throws HubException if an environment variable has an invalid value
     */
    public static Hub standard() {
        return of(HubSettings.standard(), ProgressListener.standard());
    }

    /**
     * Makes a client with other settings.
     *
     * @param settings where the Hub and the cache are, and the access token
     * @param listener receives the progress of downloads
     * @return the Hub
     */
    public static Hub of(HubSettings settings, ProgressListener listener) {
        return new Hub(Objects.requireNonNull(settings), Objects.requireNonNull(listener), retries(Duration.ofSeconds(1)));
    }

    private static Retries retries(Duration firstDelay) {
        return new Retries(firstDelay, LONGEST_DELAY, INTERRUPTED);
    }

    /** Shortens the pauses, for tests. */
    Hub firstDelay(Duration delay) {
        return new Hub(settings, listener, retries(delay));
    }

    /**
     * Finds the commit to which a revision points. A commit hash needs no request. For a branch or a tag, this sends a request to
     * the Hub; if that fails, it uses the commit of the last successful request.
     *
     * @param repository the repository and the revision
     * @param file a file that the repository must have; the request to the Hub is about this file
     * @return the files of the repository at that commit
     * @throws HubException if there is no such repository, revision or file; or if the request fails and the cache has no commit
     * @throws CancellationException if the thread is interrupted
     */
    public Snapshot snapshot(RepositoryId repository, String file) {
        RepositoryCache cache = new RepositoryCache(settings, repository);
        Optional<String> known = repository.isCommit() ? Optional.of(repository.revision()) : cache.commit(repository.revision());
        if (settings.isOffline()) {
            String commit = known.orElseThrow(() -> new HubException(("Requests to the Hub are off (HF_HUB_OFFLINE is set), and"
                    + " the cache in %s has nothing of %s; download it once with a connection")
                    .formatted(cache.cache(), repository)));
            return snapshot(repository, commit, cache, new HubException("requests to the Hub are off (HF_HUB_OFFLINE is set)"));
        }
        if (repository.isCommit()) {
            return snapshot(repository, repository.revision(), cache, null);
        }
        try {
            FileMetadata metadata = known.isPresent() ? connection.metadata(repository, file)
                    : retries.ask(() -> connection.metadata(repository, file), pause -> listener.onNote(note(repository, pause)));
            keep(cache, repository, metadata.commit());
            return snapshot(repository, metadata.commit(), cache, null);
        } catch (HubException.NoSuchFile | HubException.NoSuchRevision e) {
            throw e;
        } catch (HubException e) {
            String commit = known.orElseThrow(() -> e);
            listener.onNote("%s. So %s is taken from the cache, as it was at the last request to the Hub (commit %s)."
                    .formatted(e.getMessage(), repository, commit.substring(0, 7)));
            return snapshot(repository, commit, cache, e);
        }
    }

    /** {@return a pause as a sentence about a repository} */
    static String note(RepositoryId repository, Pause pause) {
        return repository.name() + ": " + pause.words() + ".";
    }

    private Snapshot snapshot(RepositoryId repository, String commit, RepositoryCache cache, HubException unreachable) {
        SnapshotDownload download = new SnapshotDownload(repository.at(commit), cache, connection, retries, listener);
        return new Snapshot(repository, commit, cache, download, settings.isOffline(), unreachable);
    }

    /** Writes the commit if that is possible: a cache that cannot be written may still have all files that are needed. */
    private static void keep(RepositoryCache cache, RepositoryId repository, String commit) {
        try {
            cache.keepCommit(repository.revision(), commit);
        } catch (IOException e) {
            // if a file has to be written, that fails with a message
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
