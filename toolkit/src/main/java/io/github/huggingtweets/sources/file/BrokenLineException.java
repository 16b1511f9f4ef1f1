package io.github.huggingtweets.sources.file;

/** A line can't be read. The message continues a sentence that begins with {@code Line 7 of FILE}. */
final class BrokenLineException extends Exception {

    /** @param damage what is wrong, as in {@code has no text} */
    BrokenLineException(String damage) {
        super(damage);
    }

    /**
     * @param damage what is wrong, as in {@code is cut off}
     * @param cause what the reading library reported
     */
    BrokenLineException(String damage, Throwable cause) {
        super(damage, cause);
    }

    /** {@return a value for a message: in one line, and cut to 60 characters, which are enough to find it} */
    static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
