package io.github.huggingtweets.progress;

/** Shows each activity as one line on standard output that changes in place, and each note as a line below. */
final class ConsoleProgress implements ProgressListener {

    private String activity = "";
    private int width;

    @Override
    public void onNote(String note) {
        endLine();
        System.out.println(note);
    }

    @Override
    public void onProgress(Progress progress) {
        if (!progress.activity().equals(activity)) {
            endLine();
            activity = progress.activity();
        }
        String line = progress.line();
        System.out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        System.out.flush();
        width = line.length();
        if (progress.isDone()) {
            endLine();
        }
    }

    /** Ends the line, so that the next text is below it. */
    private void endLine() {
        if (width > 0) {
            System.out.println();
            width = 0;
        }
    }
}
