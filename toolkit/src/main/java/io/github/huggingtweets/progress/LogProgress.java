package io.github.huggingtweets.progress;

/**
 * Writes a line to standard output when an activity begins, for each tenth that is done, and at the end. A file or a program that
 * reads them can't change a line in place.
 */
final class LogProgress implements ProgressListener {

    private static final int LINES = 10;

    private String activity = "";
    private int written;

    @Override
    public void onNote(String note) {
        System.out.println(note);
    }

    @Override
    public void onProgress(Progress progress) {
        int part = (int) (progress.fraction() * LINES);
        if (progress.isDone() || part > written || !progress.activity().equals(activity)) {
            System.out.println(progress.line());
        }
        activity = progress.isDone() ? "" : progress.activity();
        written = part;
    }
}
