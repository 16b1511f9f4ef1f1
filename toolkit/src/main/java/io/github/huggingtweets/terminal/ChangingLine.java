package io.github.huggingtweets.terminal;

/** A line on standard output that changes in place, such as one that tells of progress. */
public final class ChangingLine {

    private int width;

    /**
     * Shows a text in place of what the line showed before.
     *
     * @param text one line
     */
    public void show(String text) {
        System.out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        System.out.flush();
        width = text.length();
    }

    /** Leaves the line as it is; what follows goes into the next one. */
    public void end() {
        if (width > 0) {
            System.out.println();
            width = 0;
        }
    }
}
