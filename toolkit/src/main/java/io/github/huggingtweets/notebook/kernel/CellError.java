package io.github.huggingtweets.notebook.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;

/**
 * An exception that a cell threw, as its notebook shows it. If the toolkit refused something, the message says what is wrong and
 * what to do, so only the message is shown. Any other exception is shown with its stack trace.
 *
 * @param type the name of the exception's class
 * @param message its message
 * @param frames its stack trace, down to the cell
 */
record CellError(String type, String message, List<StackTraceElement> frames) {

    private static final String TOOLKIT = "io.github.huggingtweets.";
    /** Tablesaw's messages also say what is wrong, such as that a table has no such column. */
    private static final String TABLESAW = "tech.tablesaw.";
    private static final List<Class<? extends Exception>> REFUSALS = List.of(
            IllegalArgumentException.class, IllegalStateException.class, IOException.class, UncheckedIOException.class);
    private static final String STOPPED = "The cell was stopped.";
    /** Found in the class name or the message of an exception; the message may name another exception as the reason. */
    private static final Pattern INTERRUPTED = Pattern.compile("(?i)interrupt|CancellationException");
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    /**
     * Takes what a cell threw.
     *
     * @param thrown JShell's copy of the exception
     * @return the error
     */
    static CellError of(EvalException thrown) {
        return new CellError(thrown.getExceptionClassName(), thrown.getMessage(), List.of(thrown.getStackTrace()));
    }

    /**
     * Takes what was thrown after the cell had run, when its value was to be shown.
     *
     * @param thrown the exception
     * @return the error
     */
    static CellError of(Exception thrown) {
        return new CellError(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), List.of(thrown.getStackTrace()));
    }

    /**
     * Makes the error of a cell that was ended while its thread was running.
     *
     * @param isStillAtWork whether the thread is still running
     * @return the error
     */
    static CellError givenUp(boolean isStillAtWork) {
        return stopped(isStillAtWork
                ? STOPPED + " Its computation continues in the background until it ends; restart the kernel to end it now."
                : STOPPED);
    }

    private static CellError stopped(String message) {
        return new CellError(CancellationException.class.getName(), message,
                List.of(new StackTraceElement(CellError.class.getName(), "stopped", null, -1)));
    }

    /** {@return this error; or, if it only says that the thread was interrupted, the error that the cell was stopped} */
    CellError asStopped() {
        if (type.equals(CancellationException.class.getName()) && isRefusal()) {
            return this; // the toolkit's message says what was stopped
        }
        return INTERRUPTED.matcher(type + " " + message).find() ? stopped(STOPPED) : this;
    }

    /**
     * {@return the lines to show, with the escape codes of a terminal, which Jupyter reads}
     *
     * @param moreMemory says how to give Java more memory, in a sentence
     */
    List<String> lines(String moreMemory) {
        if (isRefusal()) {
            return bold(message);
        }
        if (type.equals(OutOfMemoryError.class.getName())) {
            return bold(String.format(Locale.ENGLISH,
                    "Java's own memory, %.1f GiB, is used up (%s). %s",
                    Runtime.getRuntime().maxMemory() / (double) (1 << 30), message, moreMemory));
        }
        List<String> lines = new ArrayList<>(bold(type + (message.equals("null") ? "" : ": " + message)));
        frames.forEach(frame -> lines.add("    at " + frame));
        return lines;
    }

    /** {@return whether the toolkit or Tablesaw threw this to refuse something, and not because of an error in its own code} */
    boolean isRefusal() {
        if (message.equals("null") || message.isBlank()) {
            return false;
        }
        String thrower = frames.isEmpty() ? "" : frames.get(0).getClassName();
        return type.startsWith(TOOLKIT) || (thrower.startsWith(TOOLKIT) || thrower.startsWith(TABLESAW)) && isKindOfRefusal();
    }

    private boolean isKindOfRefusal() {
        try {
            Class<?> thrown = Class.forName(type);
            return REFUSALS.stream().anyMatch(kind -> kind.isAssignableFrom(thrown));
        } catch (ClassNotFoundException e) {
            return false; // defined in a cell
        }
    }

    private static List<String> bold(String text) {
        return text.lines().map(line -> BOLD + line + RESET).toList();
    }
}
