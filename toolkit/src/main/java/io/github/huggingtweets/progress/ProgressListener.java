package io.github.huggingtweets.progress;

import java.util.ServiceLoader;

/**
 * Receives the progress of a long activity. {@link #standard()} shows it in a notebook or a terminal. {@code ServiceLoader} finds
 * displays for other places: name their classes in
 * {@code META-INF/services/io.github.huggingtweets.progress.ProgressListener}.
 */
public interface ProgressListener {

    /**
     * Finds the display for the place where the program runs: the first available one that {@code ServiceLoader} finds, or else a
     * line in the terminal, or a few lines if the output goes elsewhere. It changes at most five times a second.
     *
     * @return a new listener
     */
    static ProgressListener standard() {
        return new Throttled(ServiceLoader.load(ProgressListener.class, ProgressListener.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ProgressListener::isAvailable)
                .findFirst()
                .orElseGet(() -> TerminalProgress.isThere() ? new TerminalProgress() : new LogProgress()));
    }

    /** {@return whether this listener has a place to show progress now, such as the output of a running cell} */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Called with an event that the user should know: tweets come from the cache, another program is downloading the same file, a
     * training was stopped.
     *
     * @param note one sentence or two
     */
    default void onNote(String note) {}

    /**
     * Called at each change and at the end, on the thread that does the work.
     *
     * @param progress the state of the activity
     */
    void onProgress(Progress progress);
}
