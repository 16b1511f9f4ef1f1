package io.github.huggingtweets.hub;

import io.github.huggingtweets.http.Retries;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.TransferProgress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A model on the Hugging Face Hub, as a push has left it. Only its owner sees it, unless it was made {@link #visible()}, now or
 * earlier.
 */
public final class Published {

    private final HubSettings settings;
    private final UploadConnection connection;
    private final Retries retries;
    private final ProgressListener listener;
    private final RepositoryState state;
    private final String commit;
    private final List<String> uploaded;
    private final long bytes;
    private final List<String> removed;
    private final int unchanged;

    Published(HubSettings settings, UploadConnection connection, Retries retries, ProgressListener listener,
            RepositoryState state,
            String commit, List<String> uploaded, long bytes, List<String> removed, int unchanged) {
        this.settings = settings;
        this.connection = connection;
        this.retries = retries;
        this.listener = listener;
        this.state = state;
        this.commit = commit;
        this.uploaded = List.copyOf(uploaded);
        this.bytes = bytes;
        this.removed = List.copyOf(removed);
        this.unchanged = unchanged;
    }

    /** {@return the same with another commit} */
    Published at(String other) {
        return new Published(settings, connection, retries, listener, state, other, uploaded, bytes, removed, unchanged);
    }

    static URI address(HubSettings settings, RepositoryId repository) {
        return URI.create(settings.endpoint() + "/" + repository.name());
    }

    /** {@return the page of the model} */
    public URI address() {
        return address(settings, state.repository());
    }

    /** {@return the name of the model on the Hub, such as {@code me/name}} */
    public String name() {
        return state.repository().name();
    }

    /** {@return the hash of the newest commit} */
    public String commit() {
        return commit;
    }

    /** {@return whether everybody sees the model} */
    public boolean isVisible() {
        return !state.isPrivate();
    }

    /** {@return the names of the files that this push has added or changed; empty if nothing had changed} */
    public List<String> uploaded() {
        return uploaded;
    }

    /** {@return the names of the files of an earlier bot that this push has removed} */
    public List<String> removed() {
        return removed;
    }

    /**
     * Shows the model to everybody.
     *
     * @return the model, which is visible
     * @throws HubException if the Hub refuses, or cannot be reached
     * @throws CancellationException if the thread is interrupted
     */
    public Published visible() {
        RepositoryId repository = state.repository();
        retries.ask(() -> {
            connection.show(repository);
            return true;
        }, pause -> listener.onNote(Hub.note(repository, pause)));
        return new Published(settings, connection, retries, listener, new RepositoryState(repository, state.commit(), false),
                commit,
                uploaded, bytes, removed, unchanged);
    }

    /** {@return what was uploaded, in one sentence} */
    public String changes() {
        if (uploaded.isEmpty() && removed.isEmpty()) {
            return "Nothing has changed since the last push, so nothing was uploaded.";
        }
        StringBuilder changes = new StringBuilder(files(uploaded.size())).append(" uploaded (")
                .append(TransferProgress.amount(bytes)).append(")");
        if (unchanged > 0) {
            changes.append(", ").append(unchanged).append(" unchanged");
        }
        if (!removed.isEmpty()) {
            changes.append(", ").append(removed.size()).append(" of an earlier bot removed");
        }
        return changes.append('.').toString();
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }

    @Override
    public String toString() {
        return "%s (%s): %s".formatted(address(), isVisible() ? "visible to everybody" : "private", changes());
    }
}
