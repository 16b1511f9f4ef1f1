package io.github.huggingtweets.progress;

import java.util.concurrent.CancellationException;

/** What an activity is doing, or how it has ended. */
public enum State {

    /** It goes on. */
    RUNNING,

    /** It has done all that was planned. */
    COMPLETE,

    /** It has ended early, since more would have been of no use. */
    ENDED_EARLY,

    /** A person has stopped it, for example with the stop button of a notebook. */
    STOPPED,

    /** It has failed, and an exception says why. */
    FAILED;

    /**
     * {@return the state of an activity that an exception has ended}
     *
     * @param end the exception
     */
    public static State after(Throwable end) {
        return end instanceof CancellationException ? STOPPED : FAILED;
    }
}
