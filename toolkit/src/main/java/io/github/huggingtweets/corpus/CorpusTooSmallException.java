package io.github.huggingtweets.corpus;

/** There are too few tweets to train on. */
public final class CorpusTooSmallException extends RuntimeException {

    /** @param message how much there is, how much it takes, and what to do */
    public CorpusTooSmallException(String message) {
        super(message);
    }
}
