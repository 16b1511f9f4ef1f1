package io.github.huggingtweets.sources.file;

/** A line is none that could be read. The message goes on after {@code Line 7 of FILE}. */
final class BrokenLineException extends Exception {

    /** @param damage what is wrong, as in {@code has no text} */
    public BrokenLineException(String damage) {
        super(damage);
    }

    /**
     * @param damage what is wrong, as in {@code is cut off}
     * @param cause what the reading library reported
     */
    public BrokenLineException(String damage, Throwable cause) {
        super(damage, cause);
    }

    /** {@return a value of a line as a message shows it: in one line, and not longer than it takes to find it} */
    public static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
