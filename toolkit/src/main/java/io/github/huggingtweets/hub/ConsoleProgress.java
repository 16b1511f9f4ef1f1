package io.github.huggingtweets.hub;

import io.github.huggingtweets.progress.ChangingLine;

/** One line in the terminal that changes in place. */
final class ConsoleProgress implements HubListener {

    private final ChangingLine line = new ChangingLine();

    @Override
    public void onNote(String note) {
        line.note(note);
    }

    @Override
    public void onProgress(HubProgress progress) {
        line.show(progress.toString(), progress.done());
    }
}
