package io.github.huggingtweets.tweets.file;

/** A line is none that could be read. The message goes on after {@code Line 7 of FILE}. */
final class BrokenLineException extends Exception {

    BrokenLineException(String damage) {
        super(damage);
    }

    BrokenLineException(String damage, Throwable cause) {
        super(damage, cause);
    }
}
