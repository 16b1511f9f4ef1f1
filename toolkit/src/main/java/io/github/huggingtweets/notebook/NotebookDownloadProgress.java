package io.github.huggingtweets.notebook;

import io.github.huggingtweets.sources.network.DownloadListener;
import io.github.huggingtweets.sources.network.DownloadProgress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows a download of tweets below its cell: one bar for each account, which changes in place. {@code ServiceLoader} finds it.
 */
public final class NotebookDownloadProgress implements DownloadListener {

    private final Supplier<ChangingBar> bars;
    private ChangingBar bar;
    private List<String> account = List.of();

    /** Shows itself in the notebook whose cell is running. */
    public NotebookDownloadProgress() {
        this(ChangingBar::new);
    }

    NotebookDownloadProgress(Supplier<ChangingBar> bars) {
        this.bars = bars;
        this.bar = bars.get();
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
    public void onProgress(DownloadProgress progress) {
        List<String> shown = List.of(progress.network(), progress.author().handle());
        if (!shown.equals(account)) {
            account = shown;
            bar = bars.get();
        }
        bar.show(progress.fraction(), progress.toString(), progress.done());
    }
}
