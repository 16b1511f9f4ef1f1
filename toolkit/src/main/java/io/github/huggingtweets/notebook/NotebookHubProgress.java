package io.github.huggingtweets.notebook;

import io.github.huggingtweets.hub.HubListener;
import io.github.huggingtweets.hub.HubProgress;

/** Shows a download from the Hub as one bar below its cell, which changes in place. {@code ServiceLoader} finds it. */
public final class NotebookHubProgress implements HubListener {

    private final ChangingBar bar;

    /** Shows itself in the notebook whose cell is running. */
    public NotebookHubProgress() {
        this(new ChangingBar());
    }

    NotebookHubProgress(ChangingBar bar) {
        this.bar = bar;
    }

    @Override
    public boolean isAvailable() {
        return ChangingBar.isAvailable();
    }

    @Override
    public void onNote(String note) {
        bar.note(note);
    }

    @Override
    public void onProgress(HubProgress progress) {
        bar.show(progress.fraction(), progress.toString(), progress.done());
    }
}
