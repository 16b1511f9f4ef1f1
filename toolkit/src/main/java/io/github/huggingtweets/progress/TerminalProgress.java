package io.github.huggingtweets.progress;

import java.io.Console;

/** Shows each activity as one line in the terminal that changes in place, and each note as a line below. */
final class TerminalProgress implements ProgressListener {

    /** The length of a line in a terminal of 80 columns. A longer one fills two rows, and a carriage return goes back one row only. */
    private static final int MOST = 79;

    private String activity = "";
    private int width;

    /** {@return whether a person sees the output change; from Java 22 on, there is a console without a terminal, too} */
    static boolean isThere() {
        Console console = System.console();
        try {
            return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

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
        String whole = progress.line();
        String line = progress.isDone() || whole.length() <= MOST ? whole : whole.substring(0, MOST - 1) + "…";
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
