package io.github.huggingtweets.progress;

/** A line on standard output that changes in place, such as one that tells of progress. */
public final class ChangingLine {

    private int width;

    /**
     * Shows a text in place of what the line showed before.
     *
     * @param text one line
     * @param last whether the line then stays as it is, and what follows goes into the next one
     */
    public void show(String text, boolean last) {
        System.out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        System.out.flush();
        width = text.length();
        if (last) {
            end();
        }
    }

    /** Leaves what the line showed as it is, and writes a text below it. */
    public void note(String text) {
        end();
        System.out.println(text);
    }

    private void end() {
        if (width > 0) {
            System.out.println();
            width = 0;
        }
    }
}
