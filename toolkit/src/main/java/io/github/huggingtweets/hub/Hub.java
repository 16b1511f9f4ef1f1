package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Pause;
import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

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

    /**
     * Uploads the files of a folder that have changed, in one commit to the branch {@code main}. If there is no repository of the
     * name, a private one is made. Files and folders whose names begin with a dot stay here. If anything fails, the repository has
     * the files that it had before.
     *
     * <p>Large files, such as weights, go through Git LFS in parts. A file that has arrived is not sent again, even if the upload
     * was stopped before the commit. Of a file that was stopped in the middle, the parts that have arrived are not sent again while
     * this program runs; a new program sends the file from its beginning, since the Hub does not tell which parts it has.
     *
     * @param folder the folder
     * @param name the name of the model, such as {@code me/name}
     * @param replaced of the names of the files in the repository, selects those that are removed unless the folder has them
     * @return the model on the Hub
     * @throws IllegalArgumentException if no model can be pushed to such a name
     * @throws HubException if the Hub refuses, if it cannot be reached, or if the folder cannot be read
     * @throws CancellationException if the thread is interrupted
     */
    public Published push(Path folder, String name, UnaryOperator<Set<String>> replaced) {
        RepositoryId repository = ownRepository(name);
        if (settings.isOffline()) {
            throw new HubException(
                    "Requests to the Hub are off (HF_HUB_OFFLINE is set), so %s cannot be pushed; unset the variable,"
                            .formatted(name) + " and push again");
        }
        if (settings.token().isEmpty()) {
            throw new HubException(
                    "There is no token to push %s with; make one that may write at %s/settings/tokens, and name it in"
                            .formatted(name, settings.endpoint()) + " HF_TOKEN, or log in with \"hf auth login\"");
        }
        return new FolderUpload(settings, new UploadConnection(settings, connection),
                retries.interruptedAs(UploadConnection.INTERRUPTED), listener, repository).run(folder, replaced);
    }

    /**
     * Checks a name to push to.
     *
     * @param name such as {@code me/name}
     * @throws IllegalArgumentException if no model can be pushed to such a name
     */
    public static void requireOwnName(String name) {
        ownRepository(name);
    }

    private static RepositoryId ownRepository(String name) {
        if (name.contains("@")) {
            throw new IllegalArgumentException("\"%s\" names a revision, and a push goes to the branch main; push to \"%s\""
                    .formatted(name, name.replaceFirst("@.*", "")));
        }
        RepositoryId repository = RepositoryId.of(name);
        if (repository.owner().isEmpty()) {
            throw new IllegalArgumentException(("\"%s\" does not say whose model it is; write the name of your account or"
                    + " organization before it, such as \"me/%s\"").formatted(name, name));
        }
        return repository;
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
