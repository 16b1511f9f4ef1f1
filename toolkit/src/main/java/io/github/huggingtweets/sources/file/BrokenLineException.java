package io.github.huggingtweets.sources.file;

import java.nio.charset.Charset;

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

    /** {@return the exception for a line with bytes that are no characters in an encoding} */
    static BrokenLineException notIn(Charset charset) {
        return new BrokenLineException(("holds bytes that are not %s (if the file is in another encoding, name it, as in"
                + " FileColumns.recognized().encoding(\"windows-1250\"))").formatted(charset.name()));
    }

    /** {@return a value for a message: in one line, and cut to 60 characters, which are enough to find it} */
    static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
