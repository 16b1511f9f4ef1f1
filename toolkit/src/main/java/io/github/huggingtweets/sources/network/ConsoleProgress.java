package io.github.huggingtweets.sources.network;

import io.github.huggingtweets.progress.ChangingLine;

/** One line in the terminal that changes in place. */
final class ConsoleProgress implements DownloadListener {

    private final ChangingLine line = new ChangingLine();

    @Override
    public void onNote(String note) {
        line.note(note);
    }

    @Override
    public void onProgress(DownloadProgress progress) {
        line.show(progress.toString(), progress.done());
    }
}
