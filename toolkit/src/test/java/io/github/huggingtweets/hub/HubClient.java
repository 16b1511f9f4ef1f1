package io.github.huggingtweets.hub;

import io.github.huggingtweets.progress.Progress;
import io.github.huggingtweets.progress.ProgressListener;
import io.github.huggingtweets.progress.TransferProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Downloads from a server into a cache in a test's folder, and records notes and progress. */
public final class HubClient implements ProgressListener {

    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private final List<String> notes = new ArrayList<>();
    private final List<TransferProgress> progress = new ArrayList<>();

    public HubClient(Path home, FakeHub server) {
        this.home = home;
        with("HF_HOME", home.resolve("hf").toString()).with("HF_ENDPOINT", server.endpoint().toString());
    }

    public HubClient with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Hub hub() {
        return Hub.of(HubSettings.of(environment, home), this).firstDelay(Duration.ofMillis(1));
    }

    Snapshot snapshot(String repository) {
        return hub().snapshot(RepositoryId.of(repository), "config.json");
    }

    Path fetch(String repository, String... files) {
        return snapshot(repository).fetch(List.of(files));
    }

    /** {@return the folder of a repository in the cache} */
    public Path folder(String repository) {
        return home.resolve("hf/hub").resolve("models--" + repository.replace("/", "--"));
    }

    @Override
    public void onNote(String note) {
        notes.add(note);
    }

    @Override
    public void onProgress(Progress state) {
        progress.add((TransferProgress) state);
    }

    public List<String> notes() {
        return notes;
    }

    List<TransferProgress> progress() {
        return progress;
    }
}
