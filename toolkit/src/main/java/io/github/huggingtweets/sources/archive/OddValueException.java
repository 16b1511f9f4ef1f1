package io.github.huggingtweets.sources.archive;

import io.github.huggingtweets.sources.TweetSourceException;

/** A value in an archive is not as X writes it, such as a date that does not exist. What comes after it can still be read. */
final class OddValueException extends TweetSourceException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /**
     * @param what what is odd and where, as the beginning of a sentence
     * @param toDo what to do about it, as the end of the sentence
     */
    OddValueException(String what, String toDo) {
        super(what + "; " + toDo);
        this.what = what;
    }

    /** {@return what is odd and where, without what to do about it} */
    String what() {
        return what;
    }
}
