package io.github.huggingtweets.tweets.download.progress;

/** One line in the terminal that changes in place. */
final class ConsoleProgress implements DownloadListener {

    private int width;

    @Override
    public void onNote(String note) {
        endLine();
        System.out.println(note);
    }

    @Override
    public void onProgress(DownloadProgress progress) {
        String line = progress.toString();
        System.out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        System.out.flush();
        width = line.length();
        if (progress.done()) {
            endLine();
        }
    }

    private void endLine() {
        if (width > 0) {
            System.out.println();
            width = 0;
        }
    }
}
